using OneLink.Admin.Audit;

namespace OneLink.Admin.SuperAdmin;

/// <summary>A row of either log.</summary>
/// <param name="AccountId">Whose; null for the installation's.</param>
/// <param name="Entry">The row.</param>
internal sealed record TrailRow(long? AccountId, AuditRow Entry)
{
    /// <summary>Of two entries of one millisecond the installation's stands above.</summary>
    public int Log => AccountId is null ? 1 : 0;
}
