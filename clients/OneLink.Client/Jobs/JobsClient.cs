using System.Runtime.CompilerServices;
using OneLink.Client.Http;
using OneLink.Client.Json;

namespace OneLink.Client.Jobs;

/// <summary>Work that goes on after its request was answered.</summary>
public sealed class JobsClient
{
    private const string Root = "/jobs";

    /// <summary>Short jobs are told of at once, long ones not asked for often.</summary>
    private static readonly Backoff Polls = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10), jitter: static () => 1);

    private readonly ApiConnection _connection;

    internal JobsClient(ApiConnection connection) => _connection = connection;

    /// <summary>The newest first.</summary>
    public IAsyncEnumerable<Job> ListAsync(CancellationToken cancellationToken = default)
        => _connection.ListAsync(Root, Query.Empty, ClientJson.Default.PageJob, cancellationToken);

    public Task<Job> GetAsync(string id, CancellationToken cancellationToken = default)
        => _connection.SendAsync(ApiCall.Get(PathOf(id)), ClientJson.Default.Job, cancellationToken);

    /// <summary>Stops a job: once this is answered no further row is done; what was done stays. One that has ended is left as it is.</summary>
    public Task<Job> CancelAsync(string id, CancellationToken cancellationToken = default)
        => _connection.SendAsync(ApiCall.Post(PathOf(id) + "/cancel"), ClientJson.Default.Job, cancellationToken);

    /// <summary>Asks again, less and less often, until the job has ended, however it did: its <see cref="Job.State"/> says.</summary>
    /// <param name="id">Of the job.</param>
    /// <param name="progress">Is told of every answer.</param>
    /// <param name="cancellationToken">Gives up waiting; the job goes on.</param>
    public async Task<Job> WaitAsync(string id, IProgress<Job>? progress = null, CancellationToken cancellationToken = default)
    {
        for (var asked = 1; ; asked++)
        {
            var job = await GetAsync(id, cancellationToken).ConfigureAwait(false);
            progress?.Report(job);
            if (job.HasEnded)
            {
                return job;
            }

            await Task.Delay(Polls.Next(asked, retryAfter: null)!.Value, _connection.Clock, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What became of each row, read while it arrives; of those done so far, while the job goes on.</summary>
    public async IAsyncEnumerable<JobRow> ListRowsAsync(string id, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var response = await _connection.OpenAsync(ApiCall.Get(PathOf(id) + "/result") with { Accept = MediaTypes.Csv }, cancellationToken).ConfigureAwait(false);
        await foreach (var row in JobRowReader.ReadAsync(response, cancellationToken).ConfigureAwait(false))
        {
            yield return row;
        }
    }

    private static string PathOf(string id) => $"{Root}/{Uri.EscapeDataString(id)}";
}
