using Dapper;
using OneLink.Admin.Database;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.Demo;

/// <summary>Makes the demo account at first start; later keeps the file of its credentials in step with the addresses.</summary>
internal sealed partial class DemoStarter(
    IDatabase database,
    DemoAccount account,
    CredentialsFile file,
    AdminSettings settings,
    ILogger<DemoStarter> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var accounts = await database.ReadAsync(
            connection => connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM accounts"), cancellationToken);
        if (accounts == 0)
        {
            await CreateAsync(cancellationToken);
        }
        else
        {
            await KeepAsync(cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        var isMade = await database.WriteAsync(
            async scope =>
            {
                // Of admins that start at once on an empty database, one makes it.
                if (await scope.ScalarAsync<long>("SELECT COUNT(*) FROM accounts") > 0)
                {
                    return false;
                }

                var credentials = await account.CreateAsync(scope);

                // On disk before the commit: a crash on either side leaves no account whose secrets nobody has.
                file.WriteDraft(credentials);
                return true;
            },
            cancellationToken);
        if (isMade)
        {
            file.PublishDraft();
            LogCreated(file.Path);
        }
        else
        {
            await KeepAsync(cancellationToken);
        }
    }

    private async Task KeepAsync(CancellationToken cancellationToken)
    {
        if ((file.Find() ?? file.FindDraft()) is not { } credentials)
        {
            LogMissing(file.Path, settings.DatabaseName);
            return;
        }

        // Ports may have changed since the last start; the secrets stay.
        var current = credentials with
        {
            AdminUrl = DemoAddresses.AdminUrl(settings),
            EdgeUrl = DemoAddresses.EdgeUrl(settings),
            ClickhouseUrl = DemoAddresses.ClickHouseUrl(settings),
            ClickhouseUser = settings.ClickHouseUser,
            ClickhousePassword = settings.ClickHousePassword,
            Domain = DemoAddresses.DomainAuthority(settings),
        };
        await database.WriteAsync(
            scope => scope.ExecuteAsync(
                "UPDATE domains SET authority = @authority WHERE account_id = @account AND host = @host AND authority <> @authority",
                new { authority = current.Domain, account = current.AccountId, host = DemoAddresses.LoopbackHost }),
            cancellationToken);
        if (current != file.Find())
        {
            file.WriteDraft(current);
            file.PublishDraft();
        }
    }

    [LoggerMessage(EventId = 4001, Level = LogLevel.Information, Message = "Made the demo account; its credentials are in {File}")]
    private partial void LogCreated(string file);

    [LoggerMessage(EventId = 4002, Level = LogLevel.Warning,
        Message = "{File} is gone, and secrets are stored as hashes only. Restore it from a backup; or make a new key with one that works (POST /keys); or, to start afresh and lose all data, stop OneLink and delete {Database}")]
    private partial void LogMissing(string file, string database);
}
