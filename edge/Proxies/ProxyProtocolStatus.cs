namespace OneLink.Edge.Proxies;

/// <summary>How far a header of the PROXY protocol has been read.</summary>
internal enum ProxyProtocolStatus
{
    /// <summary>More bytes may make it one.</summary>
    Incomplete,
    Complete,

    /// <summary>The connection begins with something else.</summary>
    Invalid,
}
