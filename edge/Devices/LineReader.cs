namespace OneLink.Edge.Devices;

/// <summary>Splits a stream into lines of bytes without a string for each.</summary>
internal sealed class LineReader(Stream input, int initialBytes)
{
    private byte[] _buffer = new byte[initialBytes];
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>Next line without its end; valid until the next call. False at the end of the stream.</summary>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        var searched = 0;
        while (true)
        {
            var unread = _buffer.AsSpan(_start, _end - _start);
            var length = unread[searched..].IndexOf((byte)'\n');
            if (length >= 0)
            {
                line = unread[..(searched + length)].TrimEnd((byte)'\r');
                _start += searched + length + 1;
                return true;
            }

            searched = unread.Length;
            if (_ended)
            {
                line = unread;
                _start = _end;
                return line.Length > 0;
            }

            Fill();
        }
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = input.Read(_buffer, _end, _buffer.Length - _end);
        _ended = read == 0;
        _end += read;
    }
}
