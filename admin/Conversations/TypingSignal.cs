namespace OneLink.Admin.Conversations;

/// <summary>
/// Tells who types, to whoever listens just now. Nothing of it is stored: it is out of date before anybody could read it
/// later, so it is no event of the log.
/// </summary>
internal sealed class TypingSignal
{
    private readonly Lock _lock = new();
    private Action<TypingChange>[] _listeners = [];

    /// <param name="listener">Called on the typist's request: must be quick and must not throw.</param>
    /// <returns>Ends the listening.</returns>
    public IDisposable Listen(Action<TypingChange> listener)
    {
        lock (_lock)
        {
            _listeners = [.. _listeners, listener];
        }

        return new Listening(this, listener);
    }

    public void Raise(TypingChange change)
    {
        foreach (var listener in Volatile.Read(ref _listeners))
        {
            listener(change);
        }
    }

    private void Remove(Action<TypingChange> listener)
    {
        lock (_lock)
        {
            _listeners = [.. _listeners.Where(other => other != listener)];
        }
    }

    private sealed class Listening(TypingSignal signal, Action<TypingChange> listener) : IDisposable
    {
        public void Dispose() => signal.Remove(listener);
    }
}
