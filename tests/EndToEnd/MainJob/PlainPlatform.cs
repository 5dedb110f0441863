namespace OneLink.EndToEnd.MainJob;

/// <summary>What a user agent says to anybody about its platform.</summary>
internal enum PlainPlatform
{
    /// <summary>Names none.</summary>
    None,
    Unclear,
    Ios,
    Android,
    Windows,
    MacOs,
}
