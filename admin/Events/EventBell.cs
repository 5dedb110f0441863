using System.Globalization;
using OneLink.Admin.Database;
using OneLink.Admin.Hosting;
using OneLink.Admin.Redis;

namespace OneLink.Admin.Events;

/// <summary>
/// Has the readers of the event log in other admins look at once, and those here when others have written. Events
/// themselves do not travel: everybody reads them from the database, where they are.
/// </summary>
internal sealed class EventBell(Backplane backplane, CommitNews news, EventSignal signal) : BackgroundService, ICommitBell
{
    private const string Subject = "events";

    private readonly Rung _rung = new();
    private long _last;

    public void Ring(CommitMarks marks)
    {
        if (marks.LastEvent > 0 && backplane.IsShared)
        {
            Volatile.Write(ref _last, marks.LastEvent);
            _rung.Raise();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!backplane.IsShared)
        {
            return;
        }

        backplane.Listen(Subject, Hear);
        backplane.WhenMissed(signal.Raise);
        var rung = _rung.Next;
        while (!stoppingToken.IsCancellationRequested)
        {
            await rung.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

            // Taken before the call: what is committed while it is on its way is told by the next one.
            rung = _rung.Next;
            await backplane.CallAsync(Subject, Volatile.Read(ref _last).ToString(CultureInfo.InvariantCulture));
        }
    }

    private void Hear(string text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var last))
        {
            news.Tell(new CommitMarks(LastChange: 0, last));
        }
    }

    private sealed class Rung : WakeSignal;
}
