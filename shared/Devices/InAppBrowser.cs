namespace OneLink.Shared.Devices;

/// <summary>The app whose web view made the request. Persisted: never renumber.</summary>
public enum InAppBrowser : byte
{
    None = 0,
    Facebook = 1,
    Messenger = 2,
    Instagram = 3,
    Threads = 4,
    TikTok = 5,
    LinkedIn = 6,
    Snapchat = 7,
    X = 8,
    WeChat = 9,
    Line = 10,
    Pinterest = 11,
    Google = 12,
    KakaoTalk = 13,
    Naver = 14,
    Weibo = 15,
    Qq = 16,
    Baidu = 17,
    Alipay = 18,
    WhatsApp = 19,
    Telegram = 20,
    Viber = 21,
}
