using OneLink.Admin.Database;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.Sessions;

/// <summary>Removes sessions that have expired.</summary>
internal sealed class SessionSweeper(IDatabase database, TimeProvider clock, ILogger<SessionSweeper> logger)
    : PeriodicUpkeep(TimeSpan.FromHours(1), clock, logger)
{
    private readonly TimeProvider _clock = clock;

    protected override Task RunOnceAsync(CancellationToken cancellationToken)
        => database.WriteAsync(scope => SessionRepository.DeleteExpiredAsync(scope, _clock.GetUtcNow().ToUnixTimeMilliseconds()), cancellationToken);
}
