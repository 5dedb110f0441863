namespace OneLink.Admin.ClickLimits;

/// <summary>For how long an edge that is not heard may use the clicks that it was granted (<c>ONELINK_CLICK_LEASE_SECONDS</c>).</summary>
/// <param name="Length">The edge ends a tenth earlier by its own clock.</param>
internal sealed record ClickLease(TimeSpan Length);
