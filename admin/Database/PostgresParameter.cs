using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace OneLink.Admin.Database;

/// <summary>Gives a parameter the value and type that our columns have: bigint, double precision, text and bytea.</summary>
internal static class PostgresParameter
{
    public static void Set(NpgsqlParameter parameter)
    {
        switch (parameter.Value)
        {
            case bool flag:
                Set(parameter, NpgsqlDbType.Bigint, flag ? 1L : 0L);
                break;
            case null or DBNull when parameter.NpgsqlDbType == NpgsqlDbType.Boolean:
                Set(parameter, NpgsqlDbType.Bigint, DBNull.Value);
                break;
            case int or short or byte or sbyte or uint or ushort or ulong or Enum:
                Set(parameter, NpgsqlDbType.Bigint, Convert.ToInt64(parameter.Value, CultureInfo.InvariantCulture));
                break;
            case null or DBNull when parameter.NpgsqlDbType is NpgsqlDbType.Integer or NpgsqlDbType.Smallint:
                Set(parameter, NpgsqlDbType.Bigint, DBNull.Value);
                break;
            case string or byte[]:
                break;
            case IEnumerable<string> texts:
                Set(parameter, NpgsqlDbType.Array | NpgsqlDbType.Text, texts.ToArray());
                break;
            case IEnumerable<long> numbers:
                Set(parameter, NpgsqlDbType.Array | NpgsqlDbType.Bigint, numbers.ToArray());
                break;
            case IEnumerable<int> numbers:
                Set(parameter, NpgsqlDbType.Array | NpgsqlDbType.Bigint, numbers.Select(number => (long)number).ToArray());
                break;
            case IEnumerable<byte[]> keys:
                Set(parameter, NpgsqlDbType.Array | NpgsqlDbType.Bytea, keys.ToArray());
                break;
            case IEnumerable<object?> values:
                SetMixed(parameter, [.. values]);
                break;
            default:
                break;
        }
    }

    /// <summary>What a filter compares with: texts or numbers.</summary>
    private static void SetMixed(NpgsqlParameter parameter, object?[] values)
    {
        if (Array.TrueForAll(values, value => value is null or string))
        {
            Set(parameter, NpgsqlDbType.Array | NpgsqlDbType.Text, Array.ConvertAll(values, value => (string?)value));
        }
        else if (Array.TrueForAll(values, value => value is null or long or int or bool))
        {
            Set(parameter, NpgsqlDbType.Array | NpgsqlDbType.Bigint, Array.ConvertAll(values, value => value is null ? (long?)null : Convert.ToInt64(value, CultureInfo.InvariantCulture)));
        }
        else
        {
            Set(parameter, NpgsqlDbType.Array | NpgsqlDbType.Double, Array.ConvertAll(values, value => value is null ? (double?)null : Convert.ToDouble(value, CultureInfo.InvariantCulture)));
        }
    }

    private static void Set(NpgsqlParameter parameter, NpgsqlDbType type, object value)
    {
        parameter.NpgsqlDbType = type;
        parameter.Value = value;
    }
}
