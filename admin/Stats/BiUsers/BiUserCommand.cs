using System.Globalization;
using Dapper;
using OneLink.Admin.Access;
using OneLink.Admin.Database;
using OneLink.Admin.Hosting;
using OneLink.Analytics.Client;

namespace OneLink.Admin.Stats.BiUsers;

/// <summary>
/// <c>onelink-admin bi-user ACCOUNT</c>: makes a user on a ClickHouse server for the account's SQL-first BI tools
/// (docs/bi.md), or a new password for the one that there is. Says why where it cannot.
/// </summary>
internal static class BiUserCommand
{
    public const string Name = "bi-user";

    /// <summary>Users from a configuration file alone: SQL can make none. So it is in the embedded engine.</summary>
    private const string WritableUsers = "SELECT count() FROM system.user_directories WHERE type != 'users_xml'";

    public static Task<int> RunAsync(string[] arguments, Func<string[], WebApplication> build)
        => AdminProcess.RunAsync(
            () => build([]),
            async app => arguments is [var text] && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var account)
                ? await MakeAsync(account, app.Services)
                : throw new StartupException("bi-user takes the number of one account, which GET /keys and credentials.json show."));

    private static async Task<int> MakeAsync(long account, IServiceProvider services)
    {
        var settings = services.GetRequiredService<AdminSettings>();
        var clickHouse = services.GetRequiredService<ClickHouseClient>();
        var database = services.GetRequiredService<IDatabase>();
        if (!await database.ReadAsync(
            connection => connection.QuerySingleAsync<bool>("SELECT EXISTS (SELECT 1 FROM accounts WHERE id = @account)", new { account }), CancellationToken.None))
        {
            throw new StartupException(FormattableString.Invariant($"there is no account {account}."));
        }

        try
        {
            if (clickHouse.Cluster is not null)
            {
                throw new StartupException(
                    "users of one account are made on a single server only: on a cluster, what hides other accounts' rows depends on how its hosts "
                    + "speak to each other. Use a feed or an API key (docs/bi.md).");
            }

            if (!await KeepsUsersAsync(clickHouse))
            {
                throw new StartupException(
                    "the embedded ClickHouse engine has no users that could be restricted: whoever holds its password reads every account. "
                    + "Use a feed or an API key (docs/bi.md), or a ClickHouse server (ONELINK_CLICKHOUSE).");
            }

            var user = new BiUser(account, clickHouse.Database, settings.ClickHouseUser);
            var password = SecretText.Secret("");
            foreach (var statement in user.Statements(password))
            {
                await clickHouse.ExecuteAsync(statement, CancellationToken.None);
            }

            await Console.Out.WriteLineAsync($"url       {settings.ClickHouseUrl}\ndatabase  {clickHouse.Database}\nuser      {user.Name}\npassword  {password}");
            return 0;
        }
        catch (ClickHouseException failure)
        {
            throw new StartupException(
                failure.Failure == ClickHouseFailure.Denied
                    ? $"ClickHouse does not let {settings.ClickHouseUser} make users: grant it ACCESS MANAGEMENT. {failure.Message}"
                    : failure.Message,
                failure);
        }
    }

    private static async Task<bool> KeepsUsersAsync(ClickHouseClient clickHouse)
        => (await clickHouse.QueryRowsAsync(WritableUsers, ClickHouseParameters.None, static (ref ClickHouseRow row) => row.ReadUInt64(), CancellationToken.None)).Single() > 0;
}
