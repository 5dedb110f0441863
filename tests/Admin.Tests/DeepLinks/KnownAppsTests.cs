using OneLink.Admin.DeepLinks;
using OneLink.Shared.Links;

namespace OneLink.Admin.Tests.DeepLinks;

public sealed class KnownAppsTests
{
    private readonly KnownApps _apps = new();

    [Theory]
    [InlineData("https://www.instagram.com/nasa/", "instagram://user?username=nasa", "com.instagram.android")]
    [InlineData("https://open.spotify.com/album/4aawyAB9vmqN3uQ7FjRGTy", "spotify:album:4aawyAB9vmqN3uQ7FjRGTy", "com.spotify.music")]
    [InlineData("https://x.com/nasa", "twitter://user?screen_name=nasa", "com.twitter.android")]
    [InlineData("https://twitter.com/nasa/status/20", "twitter://status?id=20", "com.twitter.android")]
    [InlineData("https://www.youtube.com/watch?t=1&v=dQw4w9WgXcQ", "vnd.youtube://watch?v=dQw4w9WgXcQ", "com.google.android.youtube")]
    [InlineData("https://youtu.be/dQw4w9WgXcQ?t=3", "vnd.youtube://watch?v=dQw4w9WgXcQ", "com.google.android.youtube")]
    [InlineData("https://wa.me/15551234567", "whatsapp://send?phone=15551234567", "com.whatsapp")]
    [InlineData("https://www.tiktok.com/@nasa", "snssdk1233://user/@nasa", "com.zhiliaoapp.musically")]
    [InlineData("https://app.slack.com/client/T024BE7LD/C024BE91L", "slack://channel?team=T024BE7LD&id=C024BE91L", "com.Slack")]
    [InlineData("https://www.linkedin.com/in/someone", "linkedin://in/someone", "com.linkedin.android")]
    public void Suggest_KnownAddress_IsItsAppsUri(string url, string deepLink, string package)
    {
        var suggestion = _apps.Suggest(new Uri(url))!;

        Assert.Equal(deepLink, suggestion.DeepLinkPath);
        Assert.Equal(package, suggestion.Platforms["android"].Package);
        Assert.EndsWith("id=" + package, suggestion.Platforms["android"].FallbackUrl, StringComparison.Ordinal);
        Assert.StartsWith("https://apps.apple.com/app/id", suggestion.Platforms["ios"].FallbackUrl, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://example.com/nasa")]
    [InlineData("https://www.instagram.com/")]
    [InlineData("https://open.spotify.com/a/b/c/d")]
    [InlineData("https://notinstagram.com/nasa")]
    public void Suggest_OtherAddress_IsNothing(string url) => Assert.Null(_apps.Suggest(new Uri(url)));

    [Fact]
    public void All_Rows_AreWhatALinkAccepts()
    {
        Assert.True(_apps.All.Select(app => app.App).Distinct(StringComparer.Ordinal).Count() >= 30);
        Assert.All(_apps.All, app =>
        {
            Assert.True(DeepLinkUri.TryValidate(app.DeepLink.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal), out _, out var error), $"{app.DeepLink}: {error}");
            Assert.StartsWith("https://", app.Source, StringComparison.Ordinal);
            Assert.Contains(app.Attested, (string[])["maker", "public"]);
            Assert.NotEmpty(app.Package);
            Assert.True(long.TryParse(app.AppStoreId, out _));
        });
    }
}
