using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Jobs;

/// <summary>What jobs read and write, in pieces in the database, where every admin that shares it finds them.</summary>
internal sealed class JobChunks(IDatabase database, TimeProvider clock)
{
    private const int PieceLength = 1024 * 1024;

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Puts a file there, whose job is queued afterwards.</summary>
    public async Task PutInputAsync(string id, string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        for (var position = 0L; position < file.Length;)
        {
            var content = new byte[Math.Min(PieceLength, file.Length - position)];
            await file.ReadExactlyAsync(content, cancellationToken);
            var before = position;

            // One transaction each: others write in between.
            await database.WriteAsync(scope => InsertAsync(scope, id, isResult: false, before, content), cancellationToken);
            position += content.Length;
        }
    }

    /// <summary>Writes behind the bytes of a result that count; what was written there and did not count goes.</summary>
    public async Task PutResultAsync(WriteScope scope, string id, long counted, byte[] content)
    {
        await scope.ExecuteAsync("DELETE FROM job_chunks WHERE job_id = @id AND is_result = 1 AND first_byte >= @counted", new { id, counted });
        if (content.Length > 0)
        {
            await InsertAsync(scope, id, isResult: true, counted, content);
        }
    }

    /// <summary>Copies a job's input or the first bytes of its result.</summary>
    /// <param name="id">The job's.</param>
    /// <param name="isResult">Which.</param>
    /// <param name="length">How many bytes.</param>
    /// <param name="to">Where to.</param>
    /// <param name="cancellationToken">Ends the copying.</param>
    public async Task CopyAsync(string id, bool isResult, long length, Stream to, CancellationToken cancellationToken)
    {
        for (var position = 0L; position < length;)
        {
            var from = position;
            var content = await database.ReadAsync(
                connection => connection.QueryFirstOrDefaultAsync<byte[]>(
                    "SELECT content FROM job_chunks WHERE job_id = @id AND is_result = @isResult AND first_byte = @from", new { id, isResult, from }),
                cancellationToken) ?? throw new IOException($"What the job {id} has at byte {from} is gone.");
            await to.WriteAsync(content.AsMemory(0, (int)Math.Min(content.Length, length - position)), cancellationToken);
            position += content.Length;
        }
    }

    public Task<int> DeleteInputAsync(string id, CancellationToken cancellationToken)
        => database.WriteAsync(scope => scope.ExecuteAsync("DELETE FROM job_chunks WHERE job_id = @id AND is_result = 0", new { id }), cancellationToken);

    /// <summary>Deletes what no job needs: of jobs that are gone, of uploads that never became one, and inputs of jobs that have ended.</summary>
    /// <param name="before">Younger ones may belong to an upload that is under way.</param>
    /// <param name="cancellationToken">Gives up waiting for the turn.</param>
    public Task<int> DeleteUnusedAsync(DateTimeOffset before, CancellationToken cancellationToken)
        => database.WriteAsync(
            scope => scope.ExecuteAsync(
                """
                DELETE FROM job_chunks WHERE created_at < @before
                  AND NOT EXISTS (SELECT 1 FROM jobs WHERE jobs.id = job_chunks.job_id AND (job_chunks.is_result = 1 OR jobs.finished_at IS NULL))
                """,
                new { before = before.ToUnixTimeMilliseconds() }),
            cancellationToken);

    private Task<int> InsertAsync(WriteScope scope, string id, bool isResult, long position, byte[] content)
        => scope.ExecuteAsync(
            "INSERT INTO job_chunks (job_id, is_result, first_byte, content, created_at) VALUES (@id, @isResult, @position, @content, @Now)",
            new { id, isResult, position, content, Now });
}
