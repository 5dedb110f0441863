namespace OneLink.Shared.Devices;

/// <summary>
/// The bytes as the automaton sees them: upper and lower case are one symbol, bytes that no token holds are two, one for letters
/// and digits and one for the rest.
/// </summary>
internal sealed class TokenAlphabet
{
    private const byte OtherByte = 0;
    private const byte OtherWordByte = 1;

    private readonly byte[] _symbols = new byte[256];
    private readonly bool[] _isWord = new bool[TokenAutomaton.Columns];

    /// <exception cref="InvalidDataException">The tokens use more different characters than the automaton has columns.</exception>
    public TokenAlphabet(TokenRule[] rules)
    {
        _isWord[OtherWordByte] = true;
        var count = OtherWordByte + 1;
        foreach (var rule in rules)
        {
            foreach (var value in rule.Text)
            {
                if (_symbols[value] == OtherByte)
                {
                    Add(char.ToLowerInvariant((char)value), count++);
                }
            }
        }

        for (var value = 0; value < _symbols.Length; value++)
        {
            if (_symbols[value] == OtherByte && char.IsAsciiLetterOrDigit((char)value))
            {
                _symbols[value] = OtherWordByte;
            }
        }
    }

    /// <summary>Symbol of each byte.</summary>
    public byte[] Symbols => _symbols;

    public byte SymbolOf(byte value) => _symbols[value];

    /// <summary>Whether the symbol stands for letters or digits.</summary>
    public bool IsWord(int symbol) => _isWord[symbol];

    private void Add(char lower, int symbol)
    {
        if (symbol >= TokenAutomaton.Columns)
        {
            throw new InvalidDataException("tokens use more different characters than the automaton has columns");
        }

        _symbols[lower] = (byte)symbol;
        _symbols[char.ToUpperInvariant(lower)] = (byte)symbol;
        _isWord[symbol] = char.IsAsciiLetterOrDigit(lower);
    }
}
