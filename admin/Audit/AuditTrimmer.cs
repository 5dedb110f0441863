using OneLink.Admin.Database;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.Audit;

/// <summary>Removes entries that are older than they are kept (<c>ONELINK_AUDIT_DAYS</c>), in pieces that do not hold up writers.</summary>
internal sealed class AuditTrimmer(IDatabase database, AdminSettings settings, TimeProvider clock, ILogger<AuditTrimmer> logger)
    : PeriodicUpkeep(TimeSpan.FromHours(1), clock, logger)
{
    private readonly TimeProvider _clock = clock;

    protected override async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        if (settings.AuditDays > 0)
        {
            var oldest = _clock.GetUtcNow().AddDays(-settings.AuditDays).ToUnixTimeMilliseconds();
            await OldRows.DeleteAsync(database, "DELETE FROM audit_log WHERE id IN (SELECT id FROM audit_log WHERE at < @oldest LIMIT @limit)", oldest, cancellationToken);
        }
    }
}
