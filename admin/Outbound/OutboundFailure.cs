namespace OneLink.Admin.Outbound;

/// <summary>Why there is no answer.</summary>
internal enum OutboundFailure
{
    /// <summary>The address or a redirect is no URL that may be called: another scheme, or a user name in it.</summary>
    UrlRefused,

    /// <summary>The host has no address.</summary>
    UnknownHost,

    /// <summary>The host's addresses are not public ones (<see cref="AddressPolicy"/>).</summary>
    AddressRefused,

    /// <summary>Nothing answers there: the request was not sent.</summary>
    ConnectionFailed,

    /// <summary>It was reached, and broke off before the answer was complete: the request may have been heard.</summary>
    BrokenOff,

    /// <summary>Its certificate is not valid for the host, or TLS failed otherwise.</summary>
    TlsFailed,

    TooManyRedirects,

    /// <summary>Not complete within the limit.</summary>
    TimedOut,

    /// <summary>What came is not HTTP, or its headers are too large.</summary>
    NotHttp,
}
