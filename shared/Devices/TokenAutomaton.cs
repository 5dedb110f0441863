using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OneLink.Shared.Devices;

/// <summary>
/// Finds every token of all tables in one pass over a text: an Aho-Corasick automaton, complete (no failure links are followed
/// at run time), over a small alphabet that ignores ASCII case.
/// </summary>
/// <remarks>
/// One dependent load a byte, whatever the number of tokens; the states that real user agents visit stay in the first-level
/// cache. A trie walked at word starts was the alternative: fewer bytes looked at, but a mispredicted branch a word.
/// </remarks>
internal sealed class TokenAutomaton
{
    /// <summary>Columns of a state's row: one a symbol. A power of two, so that a row is found by a shift.</summary>
    public const int Columns = 1 << ColumnBits;
    public const int ColumnBits = 6;

    /// <summary>The state at the start of a text or a word: roots complete nothing and come first, so they keep their numbers.</summary>
    public const ushort Start = TokenTrie.AtWordStart;

    private readonly byte[] _symbols;
    private readonly ushort[] _transitions;
    private readonly int _firstCompleting;
    private readonly TokenFindings[] _findings;

    /// <param name="symbols">Symbol of each of the 256 bytes.</param>
    /// <param name="transitions">Row of <see cref="Columns"/> targets for each state; states that complete a token come last.</param>
    /// <param name="findings">What the completed tokens say, for each of those last states.</param>
    public TokenAutomaton(byte[] symbols, ushort[] transitions, TokenFindings[] findings)
    {
        _symbols = symbols;
        _transitions = transitions;
        _findings = findings;
        _firstCompleting = States - findings.Length;
    }

    /// <summary>Number of states; for tests and documentation.</summary>
    public int States => _transitions.Length >> ColumnBits;

    /// <summary>Looks at two parts of a text and adds what it finds.</summary>
    /// <param name="text">The whole text; tokens look at the bytes beside them.</param>
    /// <param name="device">The comment that names the device, where alone models are looked for; a word starts there.</param>
    /// <param name="rest">The other part; a word starts there too.</param>
    /// <param name="found">What was found so far.</param>
    /// <remarks>
    /// Each step waits for the one before it, so the parts are walked side by side: the processor overlaps the two chains, and
    /// the whole takes little longer than the longer part.
    /// </remarks>
    public void Scan(ReadOnlySpan<byte> text, Range device, Range rest, ref Sightings found)
    {
        // Symbol and state are indexes by construction (256 symbols; every target is a state), so the loops read unchecked.
        ref var symbols = ref MemoryMarshal.GetArrayDataReference(_symbols);
        ref var transitions = ref MemoryMarshal.GetArrayDataReference(_transitions);
        var firstCompleting = (uint)_firstCompleting;
        uint deviceState = Start;
        uint restState = Start;
        var (i, length) = device.GetOffsetAndLength(text.Length);
        var (j, restLength) = rest.GetOffsetAndLength(text.Length);
        var modelEnd = i + length;
        var both = Math.Min(length, restLength);
        for (var end = i + both; i < end; i++, j++)
        {
            deviceState = Unsafe.Add(ref transitions, (deviceState << ColumnBits) + Unsafe.Add(ref symbols, text[i]));
            restState = Unsafe.Add(ref transitions, (restState << ColumnBits) + Unsafe.Add(ref symbols, text[j]));
            if (deviceState >= firstCompleting)
            {
                _findings[deviceState - firstCompleting].AddTo(ref found, text, i + 1, modelEnd);
            }

            if (restState >= firstCompleting)
            {
                _findings[restState - firstCompleting].AddTo(ref found, text, j + 1, modelEnd);
            }
        }

        // What is left of the longer part.
        var state = length > both ? deviceState : restState;
        var last = length > both ? modelEnd : j + restLength - both;
        for (i = length > both ? i : j; i < last; i++)
        {
            state = Unsafe.Add(ref transitions, (state << ColumnBits) + Unsafe.Add(ref symbols, text[i]));
            if (state >= firstCompleting)
            {
                _findings[state - firstCompleting].AddTo(ref found, text, i + 1, modelEnd);
            }
        }
    }
}
