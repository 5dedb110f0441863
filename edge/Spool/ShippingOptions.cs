namespace OneLink.Edge.Spool;

/// <summary>How batches leave the spool.</summary>
internal sealed record ShippingOptions
{
    /// <summary>Rows of a full batch, which goes out at once. Measured: 20,000 drain 98,000 clicks/s, 50,000 drain 141,000 (docs/reliability.md).</summary>
    public int MaxRows { get; init; } = 50_000;

    /// <summary>Longest wait of a click for its batch to fill. With the insert itself it stays well under the 2 s in which a click shows in stats.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>First wait after a failed insert; doubled up to <see cref="MaxBackoff"/>, each time with ±50 % of jitter.</summary>
    public TimeSpan MinBackoff { get; init; } = TimeSpan.FromMilliseconds(200);

    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Refusals of one batch ("this column does not exist") after which it is set aside. More than one, because a schema
    /// that is being changed refuses for a moment what it takes afterwards.
    /// </summary>
    public int RefusalsBeforeAside { get; init; } = 4;

    /// <summary>
    /// How long a batch that a host did not answer is sent to it again, while another host answers, before it is held for it
    /// and the next one goes elsewhere.
    /// </summary>
    public TimeSpan HoldAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Between two looks whether hosts are back for which batches are held.</summary>
    public TimeSpan HeldInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time to ship what is left when the process ends; the rest waits in the spool.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>For the batch in flight, where another process waits to ship. Given up, it is sent again under the same token.</summary>
    public TimeSpan HandoverTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Niceness of the shipping thread: clicks wait in the spool while taps are answered.</summary>
    public int Niceness { get; init; } = 10;
}
