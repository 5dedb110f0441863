using OneLink.Admin.Events;
using OneLink.Admin.Feed;

namespace OneLink.Admin.Database;

/// <summary>Wakes who waits for changes and events, whichever admin has committed them; what was told before wakes nobody again.</summary>
internal sealed class CommitNews(ChangeSignal changes, EventSignal events)
{
    private long _lastChange;
    private long _lastEvent;

    /// <summary>The newest that this process has heard of.</summary>
    public CommitMarks Newest => new(Volatile.Read(ref _lastChange), Volatile.Read(ref _lastEvent));

    /// <summary>Tells of a commit, once it is visible to readers. From any thread, in any order.</summary>
    public void Tell(CommitMarks marks)
    {
        // Edges first: their wait for the change is what people see.
        if (IsNews(ref _lastChange, marks.LastChange))
        {
            changes.Raise();
        }

        if (IsNews(ref _lastEvent, marks.LastEvent))
        {
            events.Raise();
        }
    }

    private static bool IsNews(ref long newest, long sequence)
    {
        var known = Volatile.Read(ref newest);
        while (sequence > known)
        {
            var found = Interlocked.CompareExchange(ref newest, sequence, known);
            if (found == known)
            {
                return true;
            }

            known = found;
        }

        return false;
    }
}
