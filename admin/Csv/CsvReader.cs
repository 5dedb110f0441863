using System.Text;

namespace OneLink.Admin.Csv;

/// <summary>
/// Reads CSV as people have it, a record at a time: RFC 4180, fields separated by a comma, semicolon, tab or bar (the first
/// line tells which), lines that end in any way, blank lines. A record that cannot be read is one record: the next one is
/// read again.
/// </summary>
internal sealed class CsvReader(TextReader input) : IDisposable
{
    /// <summary>Most characters of a record; the same as a body of one object has bytes.</summary>
    public const int MaxRecord = 1024 * 1024;

    private const int BufferSize = 16 * 1024;
    private const int NothingMore = -1;
    private const char Quote = '"';

    private static readonly char[] Separators = [',', ';', '\t', '|'];

    private readonly char[] _buffer = new char[BufferSize];
    private readonly StringBuilder _field = new();
    private readonly List<string> _fields = [];
    private int _at;
    private int _filled;
    private char _separator;
    private int _length;

    /// <summary>The next record; null at the end.</summary>
    public async ValueTask<CsvRecord?> ReadAsync(CancellationToken cancellationToken)
    {
        if (_separator == default)
        {
            await FillAsync(cancellationToken);
            _separator = Guess(_buffer.AsSpan(0, _filled));
        }

        while (await PeekAsync(cancellationToken) != NothingMore)
        {
            var record = await ReadRecordAsync(cancellationToken);
            if (record.Error is not null || record.Fields is not [""])
            {
                return record;
            }
        }

        return null;
    }

    public void Dispose() => input.Dispose();

    private async ValueTask<CsvRecord> ReadRecordAsync(CancellationToken cancellationToken)
    {
        _fields.Clear();
        _length = 0;
        while (true)
        {
            var isClosed = await PeekAsync(cancellationToken) != Quote || await ReadQuotedAsync(cancellationToken);
            var end = await ReadPlainAsync(cancellationToken);
            if (!isClosed)
            {
                return CsvRecord.Refused("has a quotation mark that is not closed.");
            }

            _fields.Add(_field.ToString());
            _field.Clear();
            if (end != _separator)
            {
                return _length > MaxRecord
                    ? CsvRecord.Refused($"has more than {MaxRecord} characters.")
                    : new CsvRecord([.. _fields], Error: null);
            }
        }
    }

    /// <returns>Whether the field is closed before the end of the file.</returns>
    private async ValueTask<bool> ReadQuotedAsync(CancellationToken cancellationToken)
    {
        Take();
        while (true)
        {
            switch (await PeekAsync(cancellationToken))
            {
                case NothingMore:
                    return false;
                case Quote:
                    Take();
                    if (await PeekAsync(cancellationToken) != Quote)
                    {
                        return true;
                    }

                    Keep(Take());
                    break;
                default:
                    Keep(Take());
                    break;
            }
        }
    }

    /// <summary>Up to the end of the field, which is taken. What stands behind a closing quotation mark counts too.</summary>
    /// <returns>The separator, or what ended the record.</returns>
    private async ValueTask<int> ReadPlainAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var next = await PeekAsync(cancellationToken);
            if (next == NothingMore)
            {
                return NothingMore;
            }

            var character = Take();
            if (character == _separator || character == '\n')
            {
                return character;
            }

            if (character == '\r')
            {
                if (await PeekAsync(cancellationToken) == '\n')
                {
                    Take();
                }

                return '\n';
            }

            Keep(character);
        }
    }

    /// <summary>Counts every character, and keeps no more than a record may have.</summary>
    private void Keep(char character)
    {
        if (++_length <= MaxRecord)
        {
            _field.Append(character);
        }
    }

    private async ValueTask<int> PeekAsync(CancellationToken cancellationToken)
    {
        if (_at == _filled)
        {
            await FillAsync(cancellationToken);
        }

        return _at == _filled ? NothingMore : _buffer[_at];
    }

    private char Take() => _buffer[_at++];

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        _at = 0;
        _filled = await input.ReadBlockAsync(_buffer, cancellationToken);
    }

    /// <summary>What separates most in the first line, outside quotation marks.</summary>
    private static char Guess(ReadOnlySpan<char> beginning)
    {
        Span<int> counts = stackalloc int[Separators.Length];
        var isQuoted = false;
        foreach (var character in beginning)
        {
            if (character is '\n' or '\r' && !isQuoted)
            {
                break;
            }

            isQuoted ^= character == Quote;
            var index = isQuoted ? -1 : Array.IndexOf(Separators, character);
            if (index >= 0)
            {
                counts[index]++;
            }
        }

        var best = 0;
        for (var i = 1; i < counts.Length; i++)
        {
            best = counts[i] > counts[best] ? i : best;
        }

        return Separators[best];
    }
}
