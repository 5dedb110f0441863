using OneLink.Edge.Redirects;

namespace OneLink.Edge.FastLane;

/// <summary>A request as <see cref="RequestHeadParser"/> found it; spans point into the input.</summary>
internal ref struct RequestHead
{
    /// <summary>Everything but address and time.</summary>
    public RedirectRequest Request;

    /// <summary>Bytes of the head with its empty line.</summary>
    public int Length;

    /// <summary>HTTP/1.0, whose connections close unless asked to stay.</summary>
    public bool IsHttp10;
    public ConnectionOption Connection;

    /// <summary>Name of the header with the visitor's country; set before parsing, empty for none.</summary>
    public ReadOnlySpan<byte> CountryName;

    /// <summary>What a proxy says of the visitor.</summary>
    public ForwardedHeaders Forwarded;

    /// <summary>Whether the client expects the connection to end with the answer.</summary>
    public readonly bool Closes => Connection == ConnectionOption.Close || (IsHttp10 && Connection == ConnectionOption.None);
}
