namespace OneLink.Admin.SuperAdmin;

/// <summary>Which entries are asked for. Times are Unix milliseconds.</summary>
/// <param name="AccountId">Of one account alone.</param>
/// <param name="Actor">Id of who did it.</param>
/// <param name="Action">What was done; one that ends in a dot stands for all that begin so.</param>
/// <param name="RequestId">By which request.</param>
/// <param name="After">Later than that.</param>
/// <param name="Before">Earlier than that.</param>
internal sealed record TrailFilter(long? AccountId, string? Actor, string? Action, string? RequestId, long? After, long? Before);
