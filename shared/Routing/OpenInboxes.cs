namespace OneLink.Shared.Routing;

/// <summary>
/// The inboxes that are open, of those for which rules ask. Never changed: what has changed comes as another one, so that a
/// visit reads one state of all of them and waits for nobody.
/// </summary>
/// <param name="closesAt">By id: the end of the inbox's hours in Unix milliseconds, 0 where they do not end.</param>
public sealed class OpenInboxes(IEnumerable<KeyValuePair<ulong, long>> closesAt)
{
    private readonly Dictionary<ulong, long> _closesAt = new(closesAt);

    /// <summary>None is open.</summary>
    public static OpenInboxes None { get; } = new([]);

    /// <summary>Whether an inbox is open at a moment, in Unix milliseconds. Its hours end by the reader's clock: no news has to arrive for that.</summary>
    public bool Has(ulong id, long unixTimeMs) => _closesAt.TryGetValue(id, out long end) && (end == 0 || unixTimeMs < end);
}
