using OneLink.Admin.Database;
using OneLink.Admin.Leases;

namespace OneLink.Admin.Accounts.Removal;

/// <summary>Removes what is left of members, people and accounts that are gone. Goes on after a restart where it stopped.</summary>
internal sealed partial class RemovalWorker(IDatabase database, AccountRemoval accounts, ILeases leases, TimeProvider clock, ILogger<RemovalWorker> logger)
    : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(30);

    private readonly ILease _lease = leases.Of(LeaseName.Removals);

    /// <summary>Accounts that wait for ClickHouse must not keep people waiting.</summary>
    private DateTimeOffset _accountsFrom;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (_lease.IsHeld)
                {
                    await RunOnceAsync(stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A database that is away for a while must not end the removals.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                LogFailed(exception.Message);
            }

            await Task.Delay(Poll, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        while (await MemberRemoval.NextAsync(database, cancellationToken) is var (accountId, userId))
        {
            await RunAsync(scope => MemberRemoval.ContinueAsync(scope, accountId, userId, clock.GetUtcNow().ToUnixTimeMilliseconds()), cancellationToken);
        }

        while (await UserRemoval.NextAsync(database, cancellationToken) is { } userId)
        {
            await RunAsync(scope => UserRemoval.ContinueAsync(scope, userId), cancellationToken);
        }

        if (clock.GetUtcNow() >= _accountsFrom)
        {
            foreach (var accountId in await AccountRemoval.WaitingAsync(database, cancellationToken))
            {
                await RemoveAccountAsync(accountId, cancellationToken);
            }
        }
    }

    private async Task RemoveAccountAsync(long accountId, CancellationToken cancellationToken)
    {
        try
        {
            await accounts.RunAsync(accountId, cancellationToken);
            LogRemoved(accountId);
        }
#pragma warning disable CA1031 // One account that cannot be removed now must not keep the others.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            _accountsFrom = clock.GetUtcNow() + AfterFailure;
            LogAccountFailed(accountId, exception.Message);
        }
    }

    private Task<int> RunAsync(Func<WriteScope, Task> work, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                await work(scope);
                return 0;
            },
            cancellationToken);

    [LoggerMessage(EventId = 2201, Level = LogLevel.Information, Message = "Account {AccountId} was removed with all it had")]
    private partial void LogRemoved(long accountId);

    [LoggerMessage(EventId = 2202, Level = LogLevel.Warning, Message = "The removal of account {AccountId} waits: {Reason}")]
    private partial void LogAccountFailed(long accountId, string reason);

    [LoggerMessage(EventId = 2203, Level = LogLevel.Warning, Message = "Removals wait: {Reason}")]
    private partial void LogFailed(string reason);
}
