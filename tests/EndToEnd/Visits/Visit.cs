namespace OneLink.EndToEnd.Visits;

/// <summary>A request to the edge, byte for byte as it is sent: nothing is escaped, folded or added on the way.</summary>
/// <param name="Target">Path and query as in the request line.</param>
internal sealed record Visit(string Target)
{
    public string Method { get; init; } = "GET";

    /// <summary>Null: the edge's own address.</summary>
    public string? Host { get; init; }

    /// <summary>Null: no such header. The default is told plainly by its user agent, and no app opens on it.</summary>
    public string? UserAgent { get; init; } = UserAgents.Windows;

    public string? Referer { get; init; }

    public string? AcceptLanguage { get; init; }

    public string? ForwardedFor { get; init; }

    /// <summary><c>Sec-Purpose</c>: what browsers send when they fetch ahead of a tap.</summary>
    public string? Purpose { get; init; }

    /// <summary><c>X-Link-Password</c>: how programs give a link's password.</summary>
    public string? Password { get; init; }

    /// <summary>A body as HTML forms send it, ASCII.</summary>
    public string? Form { get; init; }
}
