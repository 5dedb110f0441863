namespace OneLink.Admin.Idempotency;

/// <summary>How the body of a kept answer lies in the database. The numbers are stored.</summary>
internal enum BodyForm
{
    Plain = 0,

    /// <summary>Brotli: ten thousand links are megabytes that repeat themselves.</summary>
    Brotli = 1,

    /// <summary>Encrypted by the secret that asked (<see cref="AnswerSeal"/>).</summary>
    Sealed = 2,
}
