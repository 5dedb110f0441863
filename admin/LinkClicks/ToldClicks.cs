using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.LinkClicks;

/// <summary>Which clicks were told of, and how far all are: written in the transaction that raises their events.</summary>
internal sealed class ToldClicks(IDatabase database)
{
    private const string NoteSql = "INSERT INTO told_clicks (click_id, received_at) VALUES (@click, @received) ON CONFLICT (click_id) DO NOTHING";

    private static readonly string[] NoteParameters = ["@click", "@received"];

    /// <returns>Null where this installation has told of none yet.</returns>
    public Task<long?> PositionAsync(CancellationToken cancellationToken)
        => database.ReadAsync(connection => connection.ExecuteScalarAsync<long?>("SELECT received_at FROM click_position WHERE id = 1"), cancellationToken);

    /// <summary>Notes a click.</summary>
    /// <returns>False where it was told of already, by this process or another.</returns>
    public static async Task<bool> NoteAsync(WriteScope scope, Guid clickId, long receivedAt)
        => await scope.Prepared(NoteSql, NoteParameters).ExecuteAsync(clickId.ToString(), receivedAt) == 1;

    /// <summary>Moves the position, and forgets what lies so far behind it that it is read no more.</summary>
    /// <param name="position">By ClickHouse's clock, in Unix milliseconds.</param>
    /// <param name="kept">How far behind it clicks may still be read again.</param>
    /// <param name="require">Refuses, where it is another's to move.</param>
    /// <param name="cancellationToken">Gives up waiting for the turn.</param>
    public Task<int> MoveAsync(long position, TimeSpan kept, Func<WriteScope, Task> require, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                await require(scope);
                await scope.ExecuteAsync(
                    "INSERT INTO click_position (id, received_at) VALUES (1, @position) ON CONFLICT (id) DO UPDATE SET received_at = @position", new { position });
                return await scope.ExecuteAsync("DELETE FROM told_clicks WHERE received_at < @before", new { before = position - (long)kept.TotalMilliseconds });
            },
            cancellationToken);
}
