using System.Runtime.CompilerServices;

namespace OneLink.Shared.Devices;

/// <summary>What one pass over a user agent found: all signs, and the first row of each table.</summary>
internal struct Sightings
{
    /// <summary>No row of the table was seen.</summary>
    public const ushort Nothing = ushort.MaxValue;

    /// <summary>Signs by bit.</summary>
    public Sign Signs;

    /// <summary>Smallest row of the table seen, or <see cref="Nothing"/>.</summary>
    public ushort Browser, InApp, Bot, Model;

    private VersionPlaces _versions;

    public static Sightings None => new() { Browser = Nothing, InApp = Nothing, Bot = Nothing, Model = Nothing };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool Has(Sign any) => (Signs & any) != Sign.None;

    /// <summary>Index just behind the word in front of a version number; 0 where it was not seen.</summary>
    public readonly int VersionAt(VersionSlot slot) => _versions[(int)slot];

    /// <summary>
    /// Remembers a model. It counts in the comment that names the device and before the name of Android's build: behind them the
    /// same words mean other things ("OPD3.170816" is a build, "OPD2203" a tablet).
    /// </summary>
    public void NoteModel(ushort row, int end, int modelEnd)
    {
        if (row < Model && end <= modelEnd && !Has(Sign.AndroidBuild))
        {
            Model = row;
        }
    }

    /// <summary>Remembers where a version number stands; the first in the text counts, in whatever order they are found.</summary>
    public void NoteVersion(VersionSlot slot, int at)
    {
        ref var place = ref _versions[(int)slot];
        if (place == 0 || at < place)
        {
            place = (ushort)at;
        }
    }

    [InlineArray((int)VersionSlot.Count)]
    private struct VersionPlaces
    {
        private ushort _first;
    }
}
