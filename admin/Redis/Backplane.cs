using System.Text;
using StackExchange.Redis;

namespace OneLink.Admin.Redis;

/// <summary>
/// What admins call to each other over Redis's pub/sub. Nobody may rely on hearing it: who was away looks at the database, or
/// never learns what is out of date by then. Nobody hears himself.
/// </summary>
/// <remarks>A message is <c>sender subject text</c>, to be read with <c>redis-cli subscribe onelink:backplane</c>.</remarks>
internal sealed class Backplane(RedisConnection redis, RedisPatience patience, TimeProvider clock) : BackgroundService
{
    private const string Channel = "backplane";

    private readonly string _self = Guid.NewGuid().ToString("N");
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _listens = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Dictionary<string, Action<string>> _listeners = new(StringComparer.Ordinal);
    private Action? _missed;

    /// <summary>Whether there may be others.</summary>
    public bool IsShared => redis.IsConfigured;

    /// <param name="listener">Called when something may have been called that was not heard: must be quick and must not throw.</param>
    public void WhenMissed(Action listener) => _missed += listener;

    /// <param name="subject">One word; one listener each.</param>
    /// <param name="listener">Called in the order of what each sender called: must be quick and must not throw.</param>
    public void Listen(string subject, Action<string> listener)
    {
        lock (_gate)
        {
            _listeners = new(_listeners, StringComparer.Ordinal) { [subject] = listener };
        }
    }

    /// <summary>Calls to the others, where Redis is there.</summary>
    public async Task CallAsync(string subject, string text)
    {
        var message = MessageOf(subject, text);
        await redis.AskAsync(database => database.PublishAsync(ChannelName, message));
    }

    /// <summary>For scripts that call once they have done their work.</summary>
    public (RedisChannel Channel, RedisValue Message) Prepare(string subject, string text) => (ChannelName, MessageOf(subject, text));

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!IsShared)
        {
            return;
        }

        redis.WhenReturned(() => _missed?.Invoke());
        await base.StartAsync(cancellationToken);
        if (redis.Reason is null)
        {
            // Before the first request; but Redis that goes away just now holds up nothing.
            await Task.WhenAny(_listens.Task, Task.Delay(patience.Answer, clock, cancellationToken));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!await redis.TryListenAsync(Channel, Hear, stoppingToken))
            {
                await Task.Delay(patience.Probe, clock, stoppingToken);
            }

            // From here on the client listens anew by itself whenever it connects anew.
            _listens.TrySetResult();
            _missed?.Invoke();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    private RedisChannel ChannelName => redis.Channel(Channel);

    private RedisValue MessageOf(string subject, string text) => Encoding.UTF8.GetBytes($"{_self} {subject} {text}");

    private void Hear(RedisValue message)
    {
        if (message.ToString().Split(' ', 3) is [var sender, var subject, var text]
            && !string.Equals(sender, _self, StringComparison.Ordinal)
            && Volatile.Read(ref _listeners).TryGetValue(subject, out var listener))
        {
            listener(text);
        }
    }
}
