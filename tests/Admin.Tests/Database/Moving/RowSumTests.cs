using FsCheck;
using FsCheck.Fluent;
using OneLink.Admin.Database.Moving;

namespace OneLink.Admin.Tests.Database.Moving;

public sealed class RowSumTests
{
    private static readonly Gen<object?> Values = Gen.OneOf(
        Gen.Constant<object?>(null),
        ArbMap.Default.GeneratorFor<long>().Select(number => (object?)number),
        ArbMap.Default.GeneratorFor<double>().Select(number => (object?)number),
        ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => (object?)text.Get),
        ArbMap.Default.GeneratorFor<byte[]>().Select(bytes => (object?)(bytes ?? [])));

    private static readonly Arbitrary<object?[][]> Tables = Arb.From(Gen.ArrayOf(Gen.ArrayOf(Values, 3), 6));

    [Fact]
    public void Sum_OrderOfRows_IsOfNoMatter()
        => Prop.ForAll(Tables, rows => Of(rows).IsSameAs(Of([.. rows.Reverse()]))).QuickCheckThrowOnFailure();

    [Fact]
    public void Sum_RowMissingOrTwice_IsAnother()
        => Prop.ForAll(Tables, rows => !Of(rows).IsSameAs(Of(rows[1..])) && !Of(rows).IsSameAs(Of([.. rows, rows[0]]))).QuickCheckThrowOnFailure();

    [Fact]
    public void Sum_ValueInAnotherColumn_IsAnother()
        => Assert.False(Of([["a", "bc", 1L]]).IsSameAs(Of([["ab", "c", 1L]])));

    [Fact]
    public void Sum_ValueOfAnotherKind_IsAnother()
    {
        Assert.False(Of([[null]]).IsSameAs(Of([[""]])));
        Assert.False(Of([[1L]]).IsSameAs(Of([[1.0]])));
        Assert.False(Of([["a"]]).IsSameAs(Of([["a"u8.ToArray()]])));
    }

    private static RowSum Of(params object?[][] rows)
    {
        var sum = new RowSum();
        foreach (var row in rows)
        {
            sum.Add(row);
        }

        return sum;
    }
}
