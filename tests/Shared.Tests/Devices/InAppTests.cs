using OneLink.Shared.Devices;

namespace OneLink.Shared.Tests.Devices;

public sealed class InAppTests
{
    private const string Ios = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 ";
    private const string Android = "Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/AP1A.240405.002; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/124.0.6367.82 Mobile Safari/537.36";

    [Theory]
    [InlineData(InAppBrowser.Facebook, Ios + "[FBAN/FBIOS;FBAV/460.0.0.31.103;FBBV/584;FBDV/iPhone14,2;FBMD/iPhone;FBSN/iOS;FBSV/17.5;FBSS/3;FBLC/en_US]")]
    [InlineData(InAppBrowser.Facebook, Android + " [FB_IAB/FB4A;FBAV/460.0.0.48.109;]")]
    [InlineData(InAppBrowser.Facebook, Android + " [FBAN/EMA;FBLC/en_US;FBAV/400.0.0.10.115;]")]
    [InlineData(InAppBrowser.Facebook, Android + " MetaIAB Facebook")]
    [InlineData(InAppBrowser.Messenger, Ios + "[FBAN/MessengerForiOS;FBAV/450.0.0.32.108;FBDV/iPhone15,3]")]
    [InlineData(InAppBrowser.Messenger, Android + " [FB_IAB/Orca-Android;FBAV/450.0.0.35.108;]")]
    [InlineData(InAppBrowser.Messenger, Android + " [FB_IAB/MESSENGER;FBAV/118.0.0.19.82;]")]
    [InlineData(InAppBrowser.Instagram, Ios + "Instagram 330.0.3.29.90 (iPhone14,2; iOS 17_5; en_US; en; scale=3.00; 1170x2532; 601) [FBAN/FBIOS]")]
    [InlineData(InAppBrowser.Instagram, Android + " Instagram 330.0.0.40.92 Android (34/14; 420dpi; 1080x2198; Google/google; Pixel 8; shiba; shiba; en_US; 599)")]
    [InlineData(InAppBrowser.Threads, Ios + "Barcelona 330.0.0.29.90 (iPhone14,2; iOS 17_5; en_US; en)")]
    [InlineData(InAppBrowser.TikTok, Ios + "musical_ly_34.9.0 JsSdk/2.0 NetType/WIFI Channel/App Store ByteLocale/en Region/US")]
    [InlineData(InAppBrowser.TikTok, Android + " trill_2023408040 JsSdk/1.0 NetType/WIFI AppName/trill app_version/34.8.4 ByteLocale/en")]
    [InlineData(InAppBrowser.TikTok, Ios + "BytedanceWebview/d8a21c6")]
    [InlineData(InAppBrowser.LinkedIn, Ios + "[LinkedInApp]/9.29.5621")]
    [InlineData(InAppBrowser.Snapchat, Ios + "Snapchat/12.87.0.36 (like Safari/8618.2.12.10.9, panda)")]
    [InlineData(InAppBrowser.Snapchat, Android + "Snapchat11.59.0.36 (Pixel 8; Android 14#11; gzip; )")]
    [InlineData(InAppBrowser.X, Ios + "Twitter for iPhone/10.41")]
    [InlineData(InAppBrowser.X, Android + " TwitterAndroid")]
    [InlineData(InAppBrowser.WeChat, Ios + "MicroMessenger/8.0.49(0x18003137) NetType/WIFI Language/en")]
    [InlineData(InAppBrowser.WeChat, Ios + "wxwork/4.1.22 MicroMessenger/7.0.1 Language/zh")]
    [InlineData(InAppBrowser.Line, Ios + "Safari Line/14.7.0")]
    [InlineData(InAppBrowser.Line, Android + " Line/14.7.1/IAB")]
    [InlineData(InAppBrowser.None, Android + " online/14.7")]
    [InlineData(InAppBrowser.None, Android + " line/14")]
    [InlineData(InAppBrowser.Pinterest, Ios + "[Pinterest/iOS]")]
    [InlineData(InAppBrowser.Pinterest, Android + " [Pinterest/Android]")]
    [InlineData(InAppBrowser.Google, "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) GSA/318.0.636066110 Mobile/15E148 Safari/604.1")]
    [InlineData(InAppBrowser.Google, Android + " GSA/15.19.38.28.arm64")]
    [InlineData(InAppBrowser.KakaoTalk, Ios + "KAKAOTALK 10.7.5")]
    [InlineData(InAppBrowser.Naver, Android + " NAVER(inapp; search; 2000; 12.5.3)")]
    [InlineData(InAppBrowser.Weibo, Ios + "Weibo (iPhone15,3__weibo__14.4.2__iphone__os17.5)")]
    [InlineData(InAppBrowser.Qq, Ios + "QQ/9.0.50.613 V1_IPH_SQ_9.0.50_1_APP_A Pixel/1179")]
    [InlineData(InAppBrowser.None, Android + " MQQBrowser/14.9")]
    [InlineData(InAppBrowser.Baidu, Android + " T7/13.59 SP-engine/2.97.0 baiduboxapp/13.59.0.10 (Baidu; P1 14)")]
    [InlineData(InAppBrowser.Alipay, Ios + "Ariver/1.1.0 AliApp(AP/10.5.86.6000) Nebula WK RVKType(1) AlipayDefined(nt:WIFI) AlipayClient/10.5.86.6000")]
    [InlineData(InAppBrowser.WhatsApp, Ios + "WAiOS/2.24.10.73")]
    [InlineData(InAppBrowser.None, "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1")]
    public void Classify_WebViewOfAnApp_NamesTheApp(InAppBrowser expected, string userAgent)
    {
        var device = Device.Of(userAgent);
        Assert.Equal(expected, device.InApp);
        Assert.Equal(BotKind.None, device.Bot);
    }

    [Theory]
    [InlineData(InAppBrowser.Facebook, "com.facebook.katana")]
    [InlineData(InAppBrowser.Instagram, "com.instagram.android")]
    [InlineData(InAppBrowser.TikTok, "com.zhiliaoapp.musically")]
    [InlineData(InAppBrowser.Telegram, "org.telegram.messenger")]
    [InlineData(InAppBrowser.None, "com.facebook.katana.evil")]
    [InlineData(InAppBrowser.None, "com.example.browser")]
    [InlineData(InAppBrowser.None, "XMLHttpRequest")]
    public void Classify_PackageName_NamesTheApp(InAppBrowser expected, string package) =>
        Assert.Equal(expected, Device.Of(Android, package: package).InApp);

    [Fact]
    public void Classify_UserAgentAndPackageNameDiffer_UserAgentDecides() =>
        Assert.Equal(InAppBrowser.Instagram, Device.Of(Android + " Instagram 330.0.0.40.92 Android", package: "com.facebook.katana").InApp);
}
