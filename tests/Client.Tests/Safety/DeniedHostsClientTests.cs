using OneLink.Client.Links;
using OneLink.Client.Problems;
using OneLink.Client.Safety;

namespace OneLink.Client.Tests.Safety;

[Collection(AdminApiGroup.Name)]
public sealed class DeniedHostsClientTests(AdminApi api)
{
    [Fact]
    public async Task DeniedHosts_ListOfTheAccount_IsChangedAndRead()
    {
        Assert.Equal(new DeniedHostsChange(Added: 2, Removed: 0), await api.Client.DeniedHosts.AddAsync(["bad.example", "worse.example"]));
        await Assert.ThrowsAsync<InvalidFieldsException>(() => api.Client.Links.CreateAsync(new LinkInput { Url = "https://www.bad.example/" }));
        Assert.Equal(["bad.example", "worse.example"], await api.Client.DeniedHosts.ListAsync().Select(denied => denied.Host).ToListAsync());

        Assert.Equal(new DeniedHostsChange(Added: 1, Removed: 1), await api.Client.DeniedHosts.ReplaceAsync(["worse.example", "worst.example"]));
        await api.Client.DeniedHosts.DeleteAsync("worst.example");
        Assert.Equal(["worse.example"], await api.Client.DeniedHosts.ListAsync().Select(denied => denied.Host).ToListAsync());

        Assert.Equal(1, (await api.Client.DeniedHosts.ReplaceAsync([])).Removed);
    }

    [Fact]
    public async Task DeniedHosts_WhatIsNoHostOrNotDenied_IsRefused()
    {
        var failure = await Assert.ThrowsAsync<InvalidFieldsException>(() => api.Client.DeniedHosts.AddAsync(["https://bad.example/path"]));

        Assert.Equal(["hosts[0]"], failure.Errors.Keys);
        await Assert.ThrowsAsync<InvalidFieldsException>(() => api.Client.DeniedHosts.ReplaceAsync([""]));
        await Assert.ThrowsAsync<NotFoundException>(() => api.Client.DeniedHosts.DeleteAsync("good.example"));
    }
}
