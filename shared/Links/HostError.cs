namespace OneLink.Shared.Links;

/// <summary>Why a host name cannot be had.</summary>
internal enum HostError
{
    None = 0,
    Missing,
    TooLong,
    EmptyLabel,
    LabelTooLong,

    /// <summary>A character no host name holds.</summary>
    Character,

    /// <summary>A character that looks like another, or is none at all to the eye.</summary>
    Ambiguous,

    /// <summary>A last label that is a number, in an address that is not four numbers below 256.</summary>
    BadIPv4,
    BadIPv6,
    BadPort,
    BadUnicode,
}
