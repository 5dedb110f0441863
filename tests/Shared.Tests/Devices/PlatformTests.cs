using OneLink.Shared.Devices;

namespace OneLink.Shared.Tests.Devices;

public sealed class PlatformTests
{
    private const string ChromeOnLinux = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
    private const string ChromeOnAndroid = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36";

    [Theory]
    [InlineData(Platform.Windows, "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36")]
    [InlineData(Platform.Windows, "Mozilla/5.0 (Windows NT 6.3; ARM; Trident/7.0; Touch; rv:11.0) like Gecko")]
    [InlineData(Platform.MacOs, "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15")]
    [InlineData(Platform.Ios, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1")]
    [InlineData(Platform.Ios, "Mozilla/5.0 (iPod touch; CPU iPhone OS 12_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148")]
    [InlineData(Platform.IpadOs, "Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1")]
    [InlineData(Platform.Android, ChromeOnAndroid)]
    [InlineData(Platform.Linux, ChromeOnLinux)]
    [InlineData(Platform.Linux, "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")]
    [InlineData(Platform.ChromeOs, "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36")]
    public void Classify_CommonBrowser_NamesItsSystem(Platform expected, string userAgent) =>
        Assert.Equal(expected, Device.Of(userAgent).Platform);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("unknown")]
    [InlineData("Mozilla/5.0")]
    [InlineData("\u00e4\u00f6\u00fc \ud83d\ude00")]
    public void Classify_EmptyOrUnknownUserAgent_IsOther(string userAgent) =>
        Assert.Equal(Platform.Other, Device.Of(userAgent).Platform);

    [Theory]
    [InlineData("Mozilla/5.0 (Mobile; Windows Phone 8.1; Android 4.0; ARM; Trident/7.0; Touch; rv:11.0; IEMobile/11.0; NOKIA; Lumia 930) like iPhone OS 7_0_3 Mac OS X AppleWebKit/537 (KHTML, like Gecko) Mobile Safari/537")]
    [InlineData("Mozilla/4.0 (compatible; MSIE 6.0; Windows CE; IEMobile 7.11)")]
    [InlineData("Mozilla/5.0 (compatible; MSIE 10.0; Windows NT 6.2; Trident/6.0; ARM; Touch; WPDesktop; Lumia 920)")]
    public void Classify_WindowsPhone_IsOther(string userAgent)
    {
        var device = Device.Of(userAgent);
        Assert.Equal(Platform.Other, device.Platform);
        Assert.Equal(DeviceClass.Mobile, device.Class);
    }

    [Theory]
    [InlineData("Mozilla/5.0 (SMART-TV; Linux; Tizen 6.0) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/3.0 Chrome/76.0.3809.146 TV Safari/537.36")]
    [InlineData("Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/94.0.4606.128 Safari/537.36 WebAppManager")]
    [InlineData("Roku/DVP-12.5 (12.5.0.4178-88)")]
    [InlineData("Mozilla/5.0 (Linux; U; VIDAA 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/88.0.4324.150 Safari/537.36")]
    [InlineData("Mozilla/5.0 (Linux armv7l) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/52.0.2743.82 Safari/537.36 OPR/39.0 HbbTV/1.4.1 (; Vestel; ; ; ;)")]
    [InlineData("AppleTV11,1/11.1")]
    public void Classify_TelevisionWithoutAndroid_IsOtherAndTv(string userAgent)
    {
        var device = Device.Of(userAgent);
        Assert.Equal(Platform.Other, device.Platform);
        Assert.Equal(DeviceClass.Tv, device.Class);
    }

    [Theory]
    [InlineData("Mozilla/5.0 (PlayStation 5 5.10) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/13.0 Safari/605.1.15")]
    [InlineData("Mozilla/5.0 (Nintendo Switch; WifiWebAuthApplet) AppleWebKit/609.4 (KHTML, like Gecko) NF/6.0.2.22.5 NintendoBrowser/5.1.0.22474")]
    [InlineData("Mozilla/5.0 (New Nintendo 3DS like iPhone) AppleWebKit/536.30 (KHTML, like Gecko) NX/3.0.0.5.15 Mobile NintendoBrowser/1.3.10126.EU")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64; Xbox; Xbox One) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/106.0.0.0 Safari/537.36 Edge/44.18363.8131")]
    public void Classify_Console_IsOther(string userAgent) => Assert.Equal(Platform.Other, Device.Of(userAgent).Platform);

    [Theory]
    [InlineData("Mozilla/5.0 (Mobile; Nokia_8110_4G; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/2.5")]
    [InlineData("Mozilla/5.0 (Mobile; LYF/F220B/LYF-F220B-001; Android; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/2.5")]
    [InlineData("Mozilla/5.0 (Linux; Tizen 3.0; SAMSUNG SM-Z400Y) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/2.0 Mobile Safari/537.36")]
    [InlineData("Mozilla/5.0 (BB10; Touch) AppleWebKit/537.10+ (KHTML, like Gecko) Version/10.0.9.2372 Mobile Safari/537.10+")]
    [InlineData("Nokia6300/2.0 (04.20) Profile/MIDP-2.0 Configuration/CLDC-1.1 UNTRUSTED/1.0")]
    [InlineData("Opera/9.80 (J2ME/MIDP; Opera Mini/7.1.32052/29.3709; U; en) Presto/2.8.119 Version/11.10")]
    [InlineData("Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile")]
    public void Classify_PhoneOfAnotherSystem_IsOtherAndMobile(string userAgent)
    {
        var device = Device.Of(userAgent);
        Assert.Equal(Platform.Other, device.Platform);
        Assert.Equal(DeviceClass.Mobile, device.Class);
    }

    [Theory]
    [InlineData("Mozilla/5.0 (Linux; Android 10; HarmonyOS; NOH-AN00; HMSCore 6.4.0.312) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/92.0.4515.105 HuaweiBrowser/12.0.4.301 Mobile Safari/537.36")]
    [InlineData("UCWEB/2.0 (MIDP-2.0; U; Adr 4.4.2; en-US; GT-I9500) U2/1.0.0 UCBrowser/9.4.1.482 U2/1.0.0 Mobile")]
    [InlineData("Mozilla/5.0 (Linux; U; en-us; KFTT Build/IML74K) AppleWebKit/535.19 (KHTML, like Gecko) Silk/3.4 Safari/535.19 Silk-Accelerated=true")]
    [InlineData("Mozilla/5.0 (Macintosh; U; Intel Mac OS X 10_6_3; en-us; Silk/1.1.0-80) AppleWebKit/533.16 (KHTML, like Gecko) Version/5.0 Safari/533.16 Silk-Accelerated=true")]
    [InlineData("Mozilla/5.0 (Linux; Android 9; AFTSSS) AppleWebKit/537.36 (KHTML, like Gecko) Silk/120.4.1 like Chrome/120.0.6099.230 Safari/537.36")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Safari/537.36")]
    [InlineData("Mozilla/5.0 (X11; U; Linux x86_64; en-US) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/30.0.1599.114 Safari/537.36 Puffin/4.5.0.2278AP")]
    [InlineData("Mozilla/5.0 (Linux; Android 13; Nokia G42 5G) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36")]
    [InlineData("Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0")]
    public void Classify_AndroidUnderAnotherName_IsAndroid(string userAgent) =>
        Assert.Equal(Platform.Android, Device.Of(userAgent).Platform);

    [Theory]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140 Version/11.1.1 Safari/605.1.15")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/140.0 Safari/605.1.15")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 EdgiOS/120.0.2210.150 Safari/605.1.15")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) GSA/300.0.598994205 Mobile/15E148 Safari/604.1")]
    public void Classify_MacintoshWithATokenOfIos_IsIpadOs(string userAgent)
    {
        var device = Device.Of(userAgent);
        Assert.Equal(Platform.IpadOs, device.Platform);
        Assert.Equal(DeviceClass.Tablet, device.Class);
    }

    [Theory]
    [InlineData(Platform.IpadOs, "Mozilla/5.0 (iPhone; CPU iPhone OS 16_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/390.0;FBDV/iPad13,1;FBMD/iPad;FBSN/iPadOS]")]
    [InlineData(Platform.Ios, "MyApp/3.1 CFNetwork/1410.0.3 Darwin/22.6.0")]
    [InlineData(Platform.MacOs, "MyApp/3.1 CFNetwork/1128.0.1 Darwin/19.6.0 (x86_64)")]
    [InlineData(Platform.Other, "Mozilla/5.0 (X11; FreeBSD amd64; rv:120.0) Gecko/20100101 Firefox/120.0")]
    [InlineData(Platform.Other, "Mozilla/5.0 (Linux; Ubuntu 16.04 like Android 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/87.0.4280.144 Mobile Safari/537.36")]
    public void Classify_TokensOfTwoSystems_DecidesAsDocumented(Platform expected, string userAgent) =>
        Assert.Equal(expected, Device.Of(userAgent).Platform);

    [Theory]
    [InlineData(Platform.Android, "\"Android\"")]
    [InlineData(Platform.Android, "Android")]
    [InlineData(Platform.ChromeOs, "\"Chrome OS\"")]
    [InlineData(Platform.ChromeOs, "\"Chromium OS\"")]
    [InlineData(Platform.Windows, "\"Windows\"")]
    [InlineData(Platform.MacOs, "\"macOS\"")]
    [InlineData(Platform.Ios, "\"iOS\"")]
    [InlineData(Platform.Linux, "\"Linux\"")]
    [InlineData(Platform.Linux, "\"Unknown\"")]
    [InlineData(Platform.Linux, "\"Fuchsia\"")]
    [InlineData(Platform.Linux, "")]
    public void Classify_FrozenDesktopForm_HintDecides(Platform expected, string hint) =>
        Assert.Equal(expected, Device.Of(ChromeOnLinux, platform: hint).Platform);

    [Fact]
    public void Classify_AndroidUserAgent_HintDoesNotDecide() =>
        Assert.Equal(Platform.Android, Device.Of(ChromeOnAndroid, platform: "\"Linux\"").Platform);

    [Fact]
    public void Classify_DesktopSiteOnATablet_IsAndroidTablet()
    {
        var device = Device.Of(ChromeOnLinux, platform: "\"Android\"", mobile: "?0");
        Assert.Equal(Platform.Android, device.Platform);
        Assert.Equal(DeviceClass.Tablet, device.Class);
    }

    [Theory]
    [InlineData(Platform.Android, "com.example.app")]
    [InlineData(Platform.Other, "XMLHttpRequest")]
    public void Classify_UnknownUserAgentWithPackageName_IsAndroid(Platform expected, string package) =>
        Assert.Equal(expected, Device.Of("SomeViewer/1.0", package: package).Platform);
}
