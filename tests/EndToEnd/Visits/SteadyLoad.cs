using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using OneLink.EndToEnd.Harness;

namespace OneLink.EndToEnd.Visits;

/// <summary>
/// Visitors who keep coming while processes die. Each visit names a referrer that no other visit has, so that afterwards
/// every single one can be looked for among the recorded clicks. An answer that was received is a promise; a visit whose
/// connection broke may have been recorded or not.
/// </summary>
internal sealed class SteadyLoad : IAsyncDisposable
{
    /// <summary>Between two visits of a connection: some thousand visits a second in all, so that the machine is busy and not drowned.</summary>
    private const int PauseMilliseconds = 1;

    private readonly IPEndPoint _edge;
    private readonly IReadOnlyList<string> _slugs;
    private readonly int _most;
    private readonly bool _keepsConnections;
    private readonly string? _password;
    private readonly TimeSpan _pause;
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<string> _answered = new();
    private readonly ConcurrentQueue<string> _unanswered = new();
    private readonly ConcurrentQueue<VisitAnswer> _unexpected = new();
    private readonly Task _visitors;
    private int _refused;
    private int _askedToComeBack;

    /// <param name="edge">Where visitors go.</param>
    /// <param name="slugs">What they tap, in turn.</param>
    /// <param name="connections">At the same time.</param>
    /// <param name="most">
    /// Redirects of a connection; it makes no more visits then, nor after an answer that is none. Who is told to come back (503) does.
    /// </param>
    /// <param name="keepsConnections">Whether a connection is used for one visit after the other; else each makes its own.</param>
    /// <param name="password">Given with each visit; with one, it is Kestrel's stack that answers.</param>
    /// <param name="pauseMilliseconds">Between two visits of a connection.</param>
    public SteadyLoad(
        IPEndPoint edge,
        IReadOnlyList<string> slugs,
        int connections = 4,
        int most = int.MaxValue,
        bool keepsConnections = true,
        string? password = null,
        int pauseMilliseconds = PauseMilliseconds)
    {
        _edge = edge;
        _slugs = slugs;
        _most = most;
        _keepsConnections = keepsConnections;
        _password = password;
        _pause = TimeSpan.FromMilliseconds(pauseMilliseconds);
        _visitors = Task.WhenAll(Enumerable.Range(0, connections).Select(number => Task.Run(() => VisitAsync(number))));
    }

    /// <summary>Begins the referrer of each of its visits.</summary>
    public string Prefix { get; } = $"load{Guid.NewGuid():N}-";

    /// <summary>Referrers of visits that were redirected.</summary>
    public IReadOnlyCollection<string> Answered => _answered;

    /// <summary>Referrers of visits whose connection broke before the answer was there.</summary>
    public IReadOnlyCollection<string> Unanswered => _unanswered;

    /// <summary>Answers that were no redirect.</summary>
    public IReadOnlyCollection<VisitAnswer> Unexpected => _unexpected;

    /// <summary>Times that no connection could be made.</summary>
    public int Refused => _refused;

    /// <summary>Times that a visitor was told to come back; only where there is a most.</summary>
    public int AskedToComeBack => _askedToComeBack;

    /// <summary>Whether every connection has made all its visits.</summary>
    public bool IsDone => _visitors.IsCompleted;

    /// <summary>Waits for that many more redirects.</summary>
    public async Task UntilAnsweredAsync(int more)
    {
        var goal = _answered.Count + more;
        await Eventually.TrueAsync(() => Task.FromResult(_answered.Count >= goal), Eventually.Patience, $"{more} more visits were redirected");
    }

    /// <summary>The slug that a visit tapped, by its referrer.</summary>
    public string SlugOf(string referrer)
    {
        var number = referrer.AsSpan(referrer.LastIndexOf('-') + 1);
        return _slugs[int.Parse(number[..number.IndexOf('.')], CultureInfo.InvariantCulture) % _slugs.Count];
    }

    /// <summary>Lets the visits under way finish, and starts no more.</summary>
    public async Task StopAsync()
    {
        await _end.CancelAsync();
        await _visitors;
    }

    /// <summary>Waits until every connection has made all its visits.</summary>
    public Task UntilDoneAsync() => _visitors.WaitAsync(Eventually.Patience);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _end.Dispose();
    }

    private async Task VisitAsync(int number)
    {
        using var connection = new KeepAliveConnection(_edge);
        var redirects = 0;
        for (var i = 0; redirects < _most && !_end.IsCancellationRequested; i++)
        {
            var referrer = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number}-{i}.example");
            try
            {
                await connection.ConnectAsync();
            }
            catch (SocketException)
            {
                Interlocked.Increment(ref _refused);
                await Task.Delay(TimeSpan.FromMilliseconds(10));
                continue;
            }

            try
            {
                var answer = await connection.SendAsync(new Visit(Slugs.PathOf(_slugs[i % _slugs.Count])) { Referer = $"https://{referrer}/", Password = _password });
                if (!_keepsConnections)
                {
                    connection.Dispose();
                }

                if (answer.Status == 302)
                {
                    _answered.Enqueue(referrer);
                    redirects++;
                }
                else if (answer.Status == 503 && _most < int.MaxValue)
                {
                    Interlocked.Increment(ref _askedToComeBack);
                }
                else
                {
                    _unexpected.Enqueue(answer);
                    if (_most < int.MaxValue)
                    {
                        break;
                    }
                }
            }
            catch (IOException)
            {
                _unanswered.Enqueue(referrer);
            }

            await Task.Delay(_pause);
        }
    }
}
