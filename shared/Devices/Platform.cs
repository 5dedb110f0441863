namespace OneLink.Shared.Devices;

/// <summary>Operating system family, in the vocabulary of link targeting. Persisted: never renumber.</summary>
public enum Platform : byte
{
    /// <summary>Everything that runs none of the systems below: televisions, consoles, feature phones, unknown and empty user agents.</summary>
    Other = 0,
    Ios = 1,
    IpadOs = 2,
    Android = 3,
    Windows = 4,
    MacOs = 5,

    /// <summary>Desktop Linux only.</summary>
    Linux = 6,
    ChromeOs = 7,
}
