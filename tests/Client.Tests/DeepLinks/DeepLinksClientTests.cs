using OneLink.Client.Links;
using OneLink.Client.Problems;

namespace OneLink.Client.Tests.DeepLinks;

[Collection(AdminApiGroup.Name)]
public sealed class DeepLinksClientTests(AdminApi api)
{
    [Fact]
    public async Task Suggest_KnownApp_MakesALink()
    {
        var suggestion = await api.Client.DeepLinks.SuggestAsync("https://www.instagram.com/nasa/");

        var link = await api.Client.Links.CreateAsync(new LinkInput { Url = suggestion.Url, DeepLinkPath = suggestion.DeepLinkPath, Platforms = suggestion.Platforms });

        Assert.Equal("Instagram", suggestion.App);
        Assert.Equal("instagram://user?username=nasa", link.DeepLinkPath);
        Assert.Equal(suggestion.Platforms["android"].Package, link.Platforms["android"].Package);
    }

    [Fact]
    public async Task Suggest_NoKnownApp_HasTheAddressAlone()
    {
        var suggestion = await api.Client.DeepLinks.SuggestAsync("https://acme.com/");

        Assert.Equal("https://acme.com/", suggestion.Url);
        Assert.Null(suggestion.App);
        Assert.Empty(suggestion.Platforms);
    }

    [Fact]
    public async Task Suggest_NoAddress_IsRefused()
        => Assert.Equal(["url"], (await Assert.ThrowsAsync<InvalidFieldsException>(() => api.Client.DeepLinks.SuggestAsync("nothing"))).Errors.Keys);
}
