namespace OneLink.Client.Opens;

/// <summary>Which tap led to the app, and where in it that leads; all null where none did.</summary>
public sealed record Opening
{
    /// <summary>For events that report what followed.</summary>
    public string? ClickId { get; init; }

    /// <summary>The link that was tapped.</summary>
    public OpenedLink? Link { get; init; }

    /// <summary>Where in the app it leads, for this visitor's platform, rule and variant.</summary>
    public string? DeepLinkPath { get; init; }

    /// <summary>
    /// <c>exact</c>, or <c>probable</c>: a tap from the same address within an hour, perhaps somebody else's. Hang nothing
    /// personal on that.
    /// </summary>
    public string? Matched { get; init; }

    /// <summary>
    /// For OneTalk's <c>request_access_token</c>, once and within five minutes: the conversation that the link was made for.
    /// </summary>
    public string? Ticket { get; init; }

    /// <summary>Why there is no ticket, in a word; null where there is one, and where no tap was found.</summary>
    public string? NoTicket { get; init; }
}
