using OneLink.Shared.Devices;

namespace OneLink.Shared.Tests.Devices;

public sealed class BrowserAndVersionTests
{
    private const string Chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

    [Theory]
    [InlineData(BrowserFamily.Chrome, Chrome)]
    [InlineData(BrowserFamily.Edge, Chrome + " Edg/140.0.0.0")]
    [InlineData(BrowserFamily.Opera, Chrome + " OPR/124.0.0.0")]
    [InlineData(BrowserFamily.Yandex, "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 YaBrowser/25.8.0.0 Safari/537.36")]
    [InlineData(BrowserFamily.Vivaldi, Chrome + " Vivaldi/7.5.3735.66")]
    [InlineData(BrowserFamily.Samsung, "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36")]
    [InlineData(BrowserFamily.Firefox, "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0")]
    [InlineData(BrowserFamily.Firefox, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/140.0 Mobile/15E148 Safari/605.1.15")]
    [InlineData(BrowserFamily.Chrome, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0.0.0 Mobile/15E148 Safari/604.1")]
    [InlineData(BrowserFamily.Safari, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1")]
    [InlineData(BrowserFamily.DuckDuckGo, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 DuckDuckGo/7 Safari/605.1.15")]
    [InlineData(BrowserFamily.Ie, "Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko")]
    [InlineData(BrowserFamily.Android, "Mozilla/5.0 (Linux; U; Android 4.1.2; en-us; GT-I9300 Build/JZO54K) AppleWebKit/534.30 (KHTML, like Gecko) Version/4.0 Mobile Safari/534.30")]
    [InlineData(BrowserFamily.Uc, "Mozilla/5.0 (Linux; U; Android 13; en-US; CPH2467 Build/TP1A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/100.0.4896.58 UCBrowser/13.7.0.1318 Mobile Safari/537.36")]
    [InlineData(BrowserFamily.Miui, "Mozilla/5.0 (Linux; U; Android 13; en-us; 22101316G Build/TP1A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/112.0.5615.136 Mobile Safari/537.36 XiaoMi/MiuiBrowser/14.10.1.1-gn")]
    [InlineData(BrowserFamily.Other, "Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/AP1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/124.0.6367.82 Mobile Safari/537.36")]
    public void Classify_Browser_NamesFamily(BrowserFamily expected, string userAgent) =>
        Assert.Equal(expected, Device.Of(userAgent).Browser);

    [Theory]
    [InlineData(BrowserFamily.Brave, "\"Chromium\";v=\"140\", \"Not=A?Brand\";v=\"24\", \"Brave\";v=\"140\"")]
    [InlineData(BrowserFamily.Edge, "\"Chromium\";v=\"140\", \"Microsoft Edge\";v=\"140\", \"Not_A Brand\";v=\"99\"")]
    [InlineData(BrowserFamily.Chrome, "\"Chromium\";v=\"140\", \"Google Chrome\";v=\"140\", \"Not A;Brand\";v=\"99\"")]
    [InlineData(BrowserFamily.Chrome, "")]
    public void Classify_ChromeWithBrands_NamesTheBrand(BrowserFamily expected, string brands) =>
        Assert.Equal(expected, Device.Of(Chrome, brands: brands).Browser);

    [Theory]
    [InlineData(17, 5, "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1")]
    [InlineData(26, 1, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1")]
    [InlineData(16, 7, "Mozilla/5.0 (iPad; CPU OS 16_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148")]
    [InlineData(14, 0, "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36")]
    [InlineData(7, 1, "Mozilla/5.0 (Linux; Android 7.1.2; Moto G) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36")]
    [InlineData(0, 0, "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36")]
    [InlineData(10, 0, Chrome)]
    [InlineData(6, 1, "Mozilla/5.0 (Windows NT 6.1; WOW64; rv:115.0) Gecko/20100101 Firefox/115.0")]
    [InlineData(0, 0, "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15")]
    [InlineData(0, 0, "Mozilla/5.0 (Linux; Android 99999999999999999999; X) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36")]
    [InlineData(0, 0, "Mozilla/5.0 (Linux; Android")]
    public void Classify_Version_IsReadOrZero(byte major, byte minor, string userAgent)
    {
        var device = Device.Of(userAgent);
        Assert.Equal((major, minor), (device.OsMajor, device.OsMinor));
    }
}
