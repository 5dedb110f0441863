namespace OneLink.Shared.Devices;

/// <summary>Browser family. Persisted: never renumber.</summary>
public enum BrowserFamily : byte
{
    Other = 0,
    Chrome = 1,
    Safari = 2,
    Firefox = 3,
    Edge = 4,
    Opera = 5,
    Samsung = 6,
    Ie = 7,

    /// <summary>The stock Android browser before Chrome.</summary>
    Android = 8,
    Uc = 9,
    Yandex = 10,
    QqBrowser = 11,
    Silk = 12,
    Miui = 13,
    DuckDuckGo = 14,
    Vivaldi = 15,
    Huawei = 16,
    Brave = 17,
}
