using OneLink.Shared.Devices;

namespace OneLink.Shared.Tests.Devices;

public sealed class BotTests
{
    [Theory]
    [InlineData("facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0")]
    [InlineData("Twitterbot/1.0")]
    [InlineData("Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)")]
    [InlineData("WhatsApp/2.23.20.0 A")]
    [InlineData("WhatsApp/2.2413.51 N")]
    [InlineData("TelegramBot (like TwitterBot)")]
    [InlineData("Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)")]
    [InlineData("LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)")]
    [InlineData("Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com")]
    [InlineData("Mozilla/5.0 (compatible; Pinterestbot/1.0; +http://www.pinterest.com/bot.html)")]
    [InlineData("Mozilla/5.0 (compatible; redditbot/1.0; +http://www.reddit.com/feedback)")]
    [InlineData("Iframely/1.3.1 (+https://iframely.com/docs/about)")]
    [InlineData("Mozilla/5.0 (compatible; vkShare; +http://vk.com/dev/Share)")]
    [InlineData("http.rb/5.1.1 (Mastodon/4.2.8; +https://mastodon.social/)")]
    [InlineData("meta-externalfetcher/1.1")]
    public void Classify_CardFetcher_IsPreview(string userAgent) => Assert.Equal(BotKind.Preview, Device.Of(userAgent).Bot);

    [Theory]
    [InlineData("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)")]
    [InlineData("Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)")]
    [InlineData("Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) Chrome/140.0.0.0 Safari/537.36")]
    [InlineData("Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)")]
    [InlineData("Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)")]
    public void Classify_SearchEngine_IsSearchEngine(string userAgent) => Assert.Equal(BotKind.SearchEngine, Device.Of(userAgent).Bot);

    [Theory]
    [InlineData("curl/8.7.1")]
    [InlineData("Wget/1.21.4")]
    [InlineData("python-requests/2.32.3")]
    [InlineData("Go-http-client/2.0")]
    [InlineData("okhttp/4.12.0")]
    [InlineData("axios/1.7.2")]
    [InlineData("Java/17.0.9")]
    [InlineData("PostmanRuntime/7.39.0")]
    [InlineData("Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0.0.0 Safari/537.36")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36; +https://example.org/about")]
    [InlineData("Mozilla/5.0 (compatible; SomethingNew/1.0)")]
    [InlineData("SomethingNew/1.0")]
    [InlineData("Uptime-Kuma/1.23.11")]
    [InlineData("CCBot/2.0 (https://commoncrawl.org/faq/)")]
    public void Classify_Program_IsCrawler(string userAgent) => Assert.Equal(BotKind.Crawler, Device.Of(userAgent).Bot);

    [Theory]
    [InlineData("Mozilla/5.0 (Linux; Android 9; CUBOT X19) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36")]
    [InlineData("Mozilla/5.0 (Linux; Android 11; CUBOT_P40 Build/RP1A) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36")]
    [InlineData("Mozilla/5.0 (Linux; Android 4.2.2; HTC Butterfly s Build/JDQ39) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/30.0.1599.92 Mobile Safari/537.36")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1 (Ecosia ios@12.3.0.3060)")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 9_1 like Mac OS X; en-SA@calendar=gregorian) AppleWebKit/537.36 (KHTML, like Gecko) Version/9.1 Mobile/13B143 Safari/537.36 Puffin/4.6.1IP")]
    [InlineData("Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Trident/4.0; .NET CLR 2.0.50727; InfoPath.2)")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; openSUSE 13.1 (Bottle)) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/33.0.1750.0 Safari/537.36")]
    [InlineData("Mozilla/5.0 (LG-T300 AppleWebkit/531 Browser/Phantom/V2.0 Widget/LGMW/3.0 Java/ASVM/1.1 Profile/MIDP-2.1 Configuration/CLDC-1.1)")]
    [InlineData("SAMSUNG-GT-E2252/E2252DDLF1 Profile/MIDP-2.0 Configuration/CLDC-1.1")]
    [InlineData("")]
    public void Classify_Person_IsNone(string userAgent) => Assert.Equal(BotKind.None, Device.Of(userAgent).Bot);

    [Fact]
    public void Classify_BotBesideAPhoneNamedLikeOne_IsStillABot() =>
        Assert.NotEqual(BotKind.None, Device.Of("Mozilla/5.0 (Linux; Android 9; CUBOT X19) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36 (compatible; ExampleBot/1.0)").Bot);

    [Fact]
    public void Classify_BotWithHintsOfAPerson_UserAgentDecides() =>
        Assert.Equal(BotKind.SearchEngine, Device.Of("Mozilla/5.0 (compatible; Googlebot/2.1)", platform: "\"Windows\"", brands: "\"Google Chrome\";v=\"140\"").Bot);
}
