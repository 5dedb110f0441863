using System.Text;
using OneLink.Shared.DeepLinks;

namespace OneLink.Shared.Tests.DeepLinks;

public class IntentUriTests
{
    [Theory]
    [InlineData(
        "instagram://user?username=nasa", "com.instagram.android", "https://x.com/",
        "intent://user?username=nasa#Intent;scheme=instagram;package=com.instagram.android;S.browser_fallback_url=https%3A%2F%2Fx.com%2F;end")]
    [InlineData(
        "spotify:album:123", "", "https://x.com/?a=1;b#c",
        "intent:album:123#Intent;scheme=spotify;S.browser_fallback_url=https%3A%2F%2Fx.com%2F%3Fa%3D1%3Bb%23c;end")]
    [InlineData(
        "app://a;b#Intent;'\"</script>", "p", "https://x.com/",
        "intent://a%3Bb%23Intent%3B%27%22%3C/script%3E#Intent;scheme=app;package=p;S.browser_fallback_url=https%3A%2F%2Fx.com%2F;end")]
    public void Write_DeepLink_GivesIntent(string deepLink, string package, string fallback, string expected)
    {
        byte[] buffer = new byte[1024];
        int length = IntentUri.Write(Encoding.ASCII.GetBytes(deepLink), Encoding.ASCII.GetBytes(package), Encoding.ASCII.GetBytes(fallback), buffer);
        Assert.Equal(expected, Encoding.ASCII.GetString(buffer, 0, length));
    }
}
