namespace OneLink.Shared.Devices;

/// <summary>What a request tells about the device behind it.</summary>
/// <param name="Platform">Operating system family.</param>
/// <param name="Class">Form factor.</param>
/// <param name="Browser">Browser family.</param>
/// <param name="InApp">The app whose web view it is, or <see cref="InAppBrowser.None"/>.</param>
/// <param name="Bot">Person, crawler or preview fetcher. Never <see cref="BotKind.None"/> for a crawler in disguise that is known.</param>
/// <param name="OsMajor">Major version of the operating system; 0 where unknown or frozen by the browser.</param>
/// <param name="OsMinor">Minor version of the operating system.</param>
public readonly record struct DeviceInfo(
    Platform Platform,
    DeviceClass Class,
    BrowserFamily Browser,
    InAppBrowser InApp,
    BotKind Bot,
    byte OsMajor,
    byte OsMinor);
