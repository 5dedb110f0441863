namespace OneLink.Shared.Devices;

/// <summary>What a token in a user agent says about the device. Named by the rows of <c>Data/signs.tsv</c>.</summary>
[Flags]
internal enum Sign : ulong
{
    None = 0,

    // Operating systems.
    Android = 1UL << 0,
    IPad = 1UL << 1,
    IPhone = 1UL << 2,
    Darwin = 1UL << 3,
    IntelProcessor = 1UL << 4,
    WindowsPhone = 1UL << 5,
    Windows = 1UL << 6,
    Macintosh = 1UL << 7,
    Linux = 1UL << 8,
    X11 = 1UL << 9,
    ChromeOs = 1UL << 10,

    /// <summary>A desktop system that no link can target: BSDs, Solaris, OS/2, Haiku, RISC OS.</summary>
    OtherDesktop = 1UL << 11,

    /// <summary>A phone that runs neither Android nor iOS: Java, Symbian, BlackBerry, Bada, KaiOS, Firefox OS.</summary>
    OtherPhone = 1UL << 12,

    /// <summary>A tablet that runs neither Android nor iPadOS: PlayBook, TouchPad, Firefox OS tablets.</summary>
    OtherTablet = 1UL << 13,
    Tizen = 1UL << 14,

    /// <summary>HarmonyOS NEXT, which runs no Android packages.</summary>
    OpenHarmony = 1UL << 15,

    // Kinds of device.
    Television = 1UL << 16,
    Console = 1UL << 17,

    /// <summary>Watch, headset, glasses, camera, car, e-reader.</summary>
    Gadget = 1UL << 19,

    /// <summary>Apple hardware without a web of its own: Watch and TV.</summary>
    AppleGadget = 1UL << 20,

    // Form.
    Mobile = 1UL << 21,
    Tablet = 1UL << 22,

    /// <summary>A processor of set-top boxes and phones, not of desktops.</summary>
    EmbeddedProcessor = 1UL << 23,

    // Shells.
    Mozilla = 1UL << 24,
    WebView = 1UL << 25,
    Puffin = 1UL << 26,

    /// <summary>A browser that exists on iOS and iPadOS only, so that a Macintosh around it is an iPad in desktop mode.</summary>
    AppleMobileShell = 1UL << 27,

    /// <summary>A build number that only iOS and iPadOS put into a browser's user agent.</summary>
    AppleMobileBuild = 1UL << 28,
    Dalvik = 1UL << 29,

    /// <summary>A proxy browser of phones, whose user agent follows no convention for <c>Mobile</c>.</summary>
    PhoneBrowser = 1UL << 30,

    /// <summary>An app of a person's device that does not call itself Mozilla.</summary>
    PersonalApp = 1UL << 31,
    WindowsTouch = 1UL << 32,
    Arm = 1UL << 33,

    /// <summary>A browser that exists on Android only.</summary>
    AndroidShell = 1UL << 34,

    /// <summary>A system that names Android without running it.</summary>
    NotAndroid = 1UL << 35,

    /// <summary>Android's build: what comes before it is the model's name, what follows is not.</summary>
    AndroidBuild = 1UL << 36,
}
