using System.Globalization;

namespace OneLink.Admin.Validation;

/// <summary>Everything that keeps a record from being stored.</summary>
internal sealed class RecordErrors
{
    private readonly List<RecordError> _errors = [];

    public RecordErrors()
    {
    }

    public RecordErrors(RecordError error) => _errors.Add(error);

    public bool Any => _errors.Count > 0;

    public IReadOnlyList<RecordError> All => _errors;

    public void Add(string attribute, RecordErrorCode code, string message) => _errors.Add(new RecordError(attribute, code, message));

    public void AddAll(RecordErrors others) => _errors.AddRange(others.All);

    public void Blank(string attribute) => Add(attribute, RecordErrorCode.Blank, "can't be blank");

    public void Taken(string attribute, long? heldBy = null)
        => _errors.Add(new RecordError(attribute, RecordErrorCode.Taken, "has already been taken") { HeldBy = heldBy });

    public void Invalid(string attribute) => Add(attribute, RecordErrorCode.Invalid, "is invalid");

    public void NotIncluded(string attribute) => Add(attribute, RecordErrorCode.NotIncluded, "is not included in the list");

    public void MustExist(string attribute) => Add(attribute, RecordErrorCode.MustExist, "must exist");

    public void TooLong(string attribute, int maximum)
        => Add(attribute, RecordErrorCode.TooLong, string.Create(CultureInfo.InvariantCulture, $"is too long (maximum is {maximum} characters)"));

    public void TooShort(string attribute, int minimum)
        => Add(attribute, RecordErrorCode.TooShort, string.Create(CultureInfo.InvariantCulture, $"is too short (minimum is {minimum} characters)"));
}
