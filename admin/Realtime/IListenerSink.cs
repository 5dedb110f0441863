namespace OneLink.Admin.Realtime;

/// <summary>Where a listener is told. Neither call waits.</summary>
internal interface IListenerSink
{
    /// <param name="message">A JSON object with <c>event</c> and <c>data</c>, in UTF-8, shared with others.</param>
    void Tell(ReadOnlyMemory<byte> message);

    /// <summary>The listener has lost the right to listen; nothing more is told.</summary>
    void Dismiss();
}
