namespace OneLink.Shared.Devices;

/// <summary>The names under which device dimensions appear in APIs, stats and the classifier's vocabulary.</summary>
public static class DeviceNames
{
    private static readonly string[] Platforms = ["other", "ios", "ipados", "android", "windows", "macos", "linux", "chromeos"];
    private static readonly string[] Classes = ["other", "mobile", "tablet", "desktop", "tv"];

    private static readonly string[] Browsers =
    [
        "other", "chrome", "safari", "firefox", "edge", "opera", "samsung", "ie", "android", "uc", "yandex", "qqbrowser",
        "silk", "miui", "duckduckgo", "vivaldi", "huawei", "brave",
    ];

    private static readonly string[] InApps =
    [
        "", "facebook", "messenger", "instagram", "threads", "tiktok", "linkedin", "snapchat", "x", "wechat", "line", "pinterest",
        "google", "kakaotalk", "naver", "weibo", "qq", "baidu", "alipay", "whatsapp", "telegram", "viber",
    ];

    public static string Name(this Platform platform) => Platforms[(int)platform];

    public static string Name(this DeviceClass deviceClass) => Classes[(int)deviceClass];

    public static string Name(this BrowserFamily browser) => Browsers[(int)browser];

    /// <summary>Empty for <see cref="InAppBrowser.None"/>.</summary>
    public static string Name(this InAppBrowser inApp) => InApps[(int)inApp];
}
