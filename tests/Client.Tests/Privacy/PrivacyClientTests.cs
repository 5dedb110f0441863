using OneLink.Client.Links;
using OneLink.Client.Privacy;
using OneLink.Client.Problems;

namespace OneLink.Client.Tests.Privacy;

[Collection(AdminApiGroup.Name)]
public sealed class PrivacyClientTests(AdminApi api)
{
    [Fact]
    public async Task Retention_DaysAndForEver_AreKept()
    {
        Assert.Equal(730, (await api.Client.Privacy.SetRetentionAsync(new Retention(730))).ClickRetentionDays);
        Assert.Equal(730, (await api.Client.Privacy.GetRetentionAsync()).ClickRetentionDays);
        Assert.Null((await api.Client.Privacy.SetRetentionAsync(new Retention(null))).ClickRetentionDays);
        await Assert.ThrowsAsync<InvalidFieldsException>(() => api.Client.Privacy.SetRetentionAsync(new Retention(0)));
    }

    [Fact]
    public async Task EraseClicks_OfALink_IsAccepted()
    {
        var link = await api.Client.Links.CreateAsync(new LinkInput { Url = "https://acme.com/", Slug = "erased" });

        var erasure = await api.Client.Privacy.EraseClicksAsync("erased", link.Domain);

        Assert.NotEmpty(erasure.Id);
        Assert.InRange(erasure.RequestedAt, link.CreatedAt, TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<NotFoundException>(() => api.Client.Privacy.EraseClicksAsync("never-there"));
    }

    [Fact]
    public async Task EraseVisitor_OfNoClick_IsNotFound()
        => await Assert.ThrowsAsync<NotFoundException>(() => api.Client.Privacy.EraseVisitorAsync("abc"));

    [Fact]
    public async Task EraseVisitor_OfAClick_IsAccepted()
    {
        await using var answers = await LoopbackApi.StartAsync("""{"id":"ers_1","requestedAt":"2026-11-27T00:00:00.000Z"}""");
        using var client = answers.Client();

        Assert.Equal("ers_1", (await client.Privacy.EraseVisitorAsync("0199f0a3-7c1b-7b0e-9a51-3f2f6f1f0c77")).Id);
        Assert.Equal(("DELETE", "/visitors/0199f0a3-7c1b-7b0e-9a51-3f2f6f1f0c77"), (answers.Calls[0].Method, answers.Calls[0].Target));
    }
}
