using OneLink.Client.Keys;
using OneLink.Client.Problems;

namespace OneLink.Client.Tests.Keys;

[Collection(AdminApiGroup.Name)]
public sealed class KeysClientTests(AdminApi api)
{
    [Fact]
    public async Task Update_Key_HoldsFromTheNextRequestOn()
    {
        var made = await api.Client.Keys.CreateAsync(new ApiKeyInput { Name = "BI", Scopes = ["links:read"], AllowedIps = ["127.0.0.0/8"] });
        using var client = api.ClientWith(made.Key, made.Secret);
        await client.Links.ListAsync().AnyAsync();

        var changed = await api.Client.Keys.UpdateAsync(made.Id, new ApiKeyPatch { Name = "Elsewhere", AllowedIps = ["10.0.0.0/8"] });

        Assert.Equal(["127.0.0.0/8"], made.AllowedIps);
        Assert.Equal(("Elsewhere", "10.0.0.0/8"), (changed.Name, Assert.Single(changed.AllowedIps)));
        Assert.Equal(changed.Name, (await api.Client.Keys.GetAsync(made.Id)).Name);
        Assert.Equal("address-not-allowed", (await Assert.ThrowsAsync<ForbiddenException>(async () => await client.Links.ListAsync().AnyAsync())).Problem.Kind);
        Assert.Empty((await api.Client.Keys.UpdateAsync(made.Id, new ApiKeyPatch { AllowedIps = null })).AllowedIps);
    }

    [Fact]
    public async Task Update_WhatIsNoNetworkOrNoKey_IsRefused()
    {
        var made = await api.Client.Keys.CreateAsync(new ApiKeyInput { Name = "BI", Scopes = ["links:read"] });

        var failure = await Assert.ThrowsAsync<InvalidFieldsException>(() => api.Client.Keys.UpdateAsync(made.Id, new ApiKeyPatch { AllowedIps = ["here"] }));

        Assert.Equal(["allowedIps[0]"], failure.Errors.Keys);
        await Assert.ThrowsAsync<NotFoundException>(() => api.Client.Keys.GetAsync("key_x"));
        await Assert.ThrowsAsync<NotFoundException>(() => api.Client.Keys.UpdateAsync("key_x", new ApiKeyPatch { Name = "X" }));
    }
}
