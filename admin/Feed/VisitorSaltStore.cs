using System.Security.Cryptography;
using Dapper;
using Google.Protobuf;
using OneLink.Admin.Database;
using OneLink.Shared.Feed;

namespace OneLink.Admin.Feed;

/// <summary>
/// The salts of visitor hashes, one a UTC day. Tomorrow's is made ahead so that every edge has it before midnight; an old
/// one is deleted, and with it the last way back from a hash to an address.
/// </summary>
internal sealed class VisitorSaltStore(IDatabase database, TimeProvider clock, ChangeSignal signal)
{
    private const int SaltBytes = 16;

    /// <summary>Clicks may be hashed this long after they happened; older salts are deleted.</summary>
    private const int DaysKept = 2;

    private VisitorSaltSet _current = new(0, new VisitorSalts());

    public VisitorSaltSet Current => Volatile.Read(ref _current);

    /// <summary>Makes and deletes what the date asks for; tells open streams when anything changed.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var today = clock.GetUtcNow().ToUnixTimeMilliseconds() / (24 * 60 * 60 * 1000);
        var rows = await database.WriteAsync(scope => RenewAsync(scope, today), cancellationToken);

        var message = new VisitorSalts();
        message.Salts.AddRange(rows.Select(row => new VisitorSalt { UnixDay = (uint)row.UnixDay, Salt = ByteString.CopyFrom(row.Salt) }));
        if (!message.Equals(Current.Message))
        {
            Volatile.Write(ref _current, new VisitorSaltSet(Current.Version + 1, message));
            signal.Raise();
        }
    }

    private static async Task<List<(long UnixDay, byte[] Salt)>> RenewAsync(WriteScope scope, long today)
    {
        await scope.ExecuteAsync("DELETE FROM visitor_salts WHERE unix_day < @oldest", new { oldest = today - DaysKept });
        for (var day = today; day <= today + 1; day++)
        {
            await scope.ExecuteAsync(
                "INSERT INTO visitor_salts (unix_day, salt) VALUES (@day, @salt) ON CONFLICT (unix_day) DO NOTHING",
                new { day, salt = RandomNumberGenerator.GetBytes(SaltBytes) });
        }

        return (await scope.QueryAsync<(long, byte[])>("SELECT unix_day, salt FROM visitor_salts ORDER BY unix_day")).AsList();
    }
}
