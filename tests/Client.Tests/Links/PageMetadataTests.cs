using OneLink.Client.Problems;

namespace OneLink.Client.Tests.Links;

[Collection(AdminApiGroup.Name)]
public sealed class PageMetadataTests(AdminApi api)
{
    [Fact]
    public async Task ReadMetadata_Page_IsWhatItSaysOfItself()
    {
        await using var answers = await LoopbackApi.StartAsync(
            """{"url":"https://acme.com/sale","title":"Sale","description":null,"image":"https://acme.com/i.png","icon":null,"siteName":"Acme","canonical":null}""");
        using var client = answers.Client();

        var page = await client.Links.ReadMetadataAsync("https://acme.com/old");

        Assert.Equal(("https://acme.com/sale", "Sale", "Acme"), (page.Url, page.Title, page.SiteName));
        Assert.Null(page.Description);
        Assert.Equal("""{"url":"https://acme.com/old"}""", answers.Calls[0].Body);
    }

    [Fact]
    public async Task ReadMetadata_PrivateAddress_IsRefused()
    {
        var failure = await Assert.ThrowsAsync<InvalidFieldsException>(() => api.Client.Links.ReadMetadataAsync("http://127.0.0.1:1/"));

        Assert.Equal(["url"], failure.Errors.Keys);
    }
}
