using System.Text;
using OneLink.Shared.Routing;

namespace OneLink.Shared.Places;

/// <summary>Collects ranges in ascending order; neighbours in the same place become one.</summary>
internal sealed class PlaceTableBuilder
{
    private readonly List<uint> _v4 = [];
    private readonly List<ushort> _v4Places = [];
    private readonly List<ulong> _v6 = [];
    private readonly List<ushort> _v6Places = [];
    private readonly List<Place> _places = [new Place(0, [])];
    private readonly Dictionary<(string Country, string Region), ushort> _numbers = new() { [("", "")] = 0 };

    /// <summary>The number under which ranges name a place.</summary>
    /// <exception cref="InvalidDataException">More places than numbers.</exception>
    public ushort NumberOf(string country, string region)
    {
        if (!_numbers.TryGetValue((country, region), out ushort number))
        {
            if (_places.Count > ushort.MaxValue)
            {
                throw new InvalidDataException("The database has more than 65,535 countries and regions.");
            }

            number = (ushort)_places.Count;
            _numbers[(country, region)] = number;
            _places.Add(new Place(VisitorPlace.CountryNumber(Encoding.ASCII.GetBytes(country)), Encoding.ASCII.GetBytes(region)));
        }

        return number;
    }

    public void AddV4(uint first, ushort place) => Add(_v4, _v4Places, first, place);

    public void AddV6(ulong first, ushort place) => Add(_v6, _v6Places, first, place);

    public PlaceTable Build() => new([.. _v4], [.. _v4Places], [.. _v6], [.. _v6Places], [.. _places]);

    private static void Add<T>(List<T> starts, List<ushort> places, T first, ushort place)
        where T : struct, IEquatable<T>
    {
        if (starts.Count > 0 && starts[^1].Equals(first))
        {
            // Networks finer than what is told apart: the last one stands for all.
            places[^1] = place;
        }
        else if (places.Count == 0 || places[^1] != place)
        {
            starts.Add(first);
            places.Add(place);
        }
    }
}
